//! Any sequence of rulings, undos and redos: what is shown live is what the journal comes to when it is read again, what
//! was misread is right at every known-on date, and no day knows of later articles or of rulings that rest on them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use chrono::{DateTime, NaiveDate};
use depeche::journal::{Journal, wire};
use depeche::library::{
    ActorTest, Command, Desk, Difference, Filter, Library, Queries, Refusal, Typed, View, Without,
};
use depeche::model::{
    ActorRef, Anchor, Article, Assertion, Author, Basis, Change, Class, Entry, Field, Kind, Language, Layer,
    Link, Place, Published, Report, Source, Span, Status, When,
};
use proptest::collection::vec;
use proptest::prelude::*;
use std::fmt::Write as _;
use std::sync::Arc;

/// Short dispatches whose happenings and names meet across articles.
const BODIES: &[&str] = &[
    "Anna Ozola s'est rendue mardi à Riga, ont déclaré mercredi deux sources diplomatiques.",
    "Le ministère letton a démenti mercredi la visite d'Anna Ozola à Riga.",
    "Anna Ozola a rencontré mardi à Riga le président letton Juris Kalnins.",
    "« Nous avons parlé », a dit mercredi Juris Kalnins à la presse.",
    "Anne Ozolina et Juris Kalnins se sont parlé lundi au téléphone.",
    "Juris Kalnins a appelé dimanche Anna Ozola et Mara Liepa.",
];

const NAMES: &[&str] = &["Anna Ozola", "Juris Kalnins", "Anne Ozolina", "Mara Liepa", "Karlis Berzins"];

#[derive(Debug, Clone)]
enum Step {
    Add { day: u32, body: usize },
    Revise { which: usize, day: u32, body: usize },
    Rule { what: usize, one: usize, other: usize, from: Option<u32> },
    Undo { seq: Option<u64>, author: usize },
    Redo { author: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let from = prop::option::weighted(0.4, 1..28_u32);
    prop_oneof![
        3 => (1..20_u32, 0..BODIES.len()).prop_map(|(day, body)| Step::Add { day, body }),
        1 => (0..12_usize, 1..24_u32, 0..BODIES.len()).prop_map(|(which, day, body)| Step::Revise { which, day, body }),
        6 => (0..22_usize, 0..40_usize, 0..40_usize, from)
            .prop_map(|(what, one, other, from)| Step::Rule { what, one, other, from }),
        1 => (prop::option::weighted(0.6, 1..30_u64), 0..2_usize)
            .prop_map(|(seq, author)| Step::Undo { seq, author }),
        1 => (0..2_usize).prop_map(|author| Step::Redo { author }),
    ]
}

fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 3, day).unwrap()
}

fn article(day: u32, body: usize) -> Article {
    let text = format!("Dépêche du {day} mars\n\n{}", BODIES[body]);
    Article::new(Published::on(date(day)), Some(format!("{day}-{body}.txt")), text)
}

fn author(number: usize) -> Author {
    Author(["anna", "jean"][number].to_owned())
}

fn all(library: &Library, known_on: Option<NaiveDate>) -> Vec<Arc<Entry>> {
    Library::window(library, &View { known_on, ..View::default() }, 0..usize::MAX)
}

fn actor(number: usize) -> ActorRef {
    let name = NAMES[number % NAMES.len()];
    let key = if number >= 30 { "desk:liepa".to_owned() } else { name.to_lowercase() };
    ActorRef { key, name: name.to_owned(), class: Class::Person }
}

/// A ruling about the entries that stand at these places, counted round.
fn ruling(library: &Library, what: usize, one: usize, other: usize, from: Option<u32>) -> Option<Change> {
    let entries = all(library, None);
    let entry = |at: usize| entries.get(at % entries.len().max(1)).cloned();
    let source = from.map(|day| Source { published: date(day), article: None, words: "note".to_owned() });
    let basis = source.clone().map_or(Basis::Misread, Basis::NewInformation);
    let anchor = entry(one)?.reports[other % entry(one)?.reports.len()].anchor();
    let field = |field: Field| Change::EntryCorrected {
        anchor: anchor.clone(),
        fields: vec![field],
        basis: basis.clone(),
    };
    Some(match what {
        0 => field(Field::When(Some(When::plain(format!("2025-02-{:02}", other % 28 + 1).parse().unwrap())))),
        1 => field(Field::Kind(Kind::ALL[other % Kind::ALL.len()])),
        2 => field(Field::Status(Status::ALL[other % Status::ALL.len()])),
        3 => field(Field::Agents(vec![actor(other)])),
        4 => field(Field::Place(Some(Place { name: "Vilnius".to_owned(), within: Vec::new() }))),
        5 => field(Field::When(None)),
        6 => Change::EntryRejected { anchor, reason: String::new(), basis },
        7 => {
            let link = Link::ALL[other % Link::ALL.len()];
            Change::EntriesLinked { one: anchor, other: entry(other)?.anchor()?, link, basis }
        }
        8 => {
            let reports = &entry(one)?.reports;
            let kept = reports.first()?.anchor();
            let parted = reports.iter().skip(1).filter(|report| report.published == reports[0].published);
            let parted: Vec<Anchor> = parted.map(Report::anchor).collect();
            Change::EntrySplit { kept, parted, basis }
        }
        9 => Change::EntryTagged { anchor, tag: format!("t{}", other % 3), source },
        10 => Change::EntryUntagged { anchor, tag: format!("t{}", other % 3) },
        11 => Change::EntryNoted { anchor, text: "Vu.".to_owned(), source },
        12 => Change::ActorsMerged { kept: actor(one), merged: actor(other), basis },
        13 => Change::ActorAliased { actor: actor(one), alias: actor(other).name, basis },
        14 => {
            let desk = ActorRef { key: "desk:liepa".to_owned(), ..actor(3) };
            Change::ActorDefined { actor: desk, aliases: vec![actor(other).name], basis }
        }
        15 => {
            let article = anchor.article;
            Change::ArticleWithdrawn { article, reason: "retirée".to_owned(), basis }
        }
        16 | 17 => {
            let day = from.unwrap_or(9);
            let brought = article(day, other % BODIES.len());
            let brought = Article::new(brought.published, None, format!("Note {other}\n\n{}", brought.text));
            let own = what == 17;
            let span = Span::new(0, "Note".len());
            Change::EntryAsserted {
                assertion: Assertion {
                    anchor: if own { Anchor::new(brought.id, Layer::Events, span) } else { anchor },
                    article: own.then_some(brought),
                    publisher: Some("Élysée".to_owned()),
                    language: Language::French,
                    kind: [Kind::Call, Kind::Visit, Kind::Meeting][other % 3],
                    when: Some(When::plain(format!("2025-03-{:02}", one % 28 + 1).parse().unwrap())),
                    agents: vec![actor(one)],
                    counterparts: vec![actor(other)],
                    place: None,
                    status: Status::Affirmed,
                },
            }
        }
        18 => {
            let of = entry(one)?;
            let article = library.article(&of.reports[0].article)?;
            let mention = article.reading.actors.get(other % article.reading.actors.len().max(1))?;
            let mention = Anchor::new(article.article.id, Layer::Actors, mention.span);
            Change::ActorSplit { actor: actor(one), parted: actor(other), mentions: vec![mention], basis }
        }
        19 => {
            let (office, during) = ("président letton".to_owned(), "2020/2026".parse().unwrap());
            Change::OfficeDated { actor: actor(one), office, during, basis }
        }
        20 => Change::ActorRenamed { actor: actor(one), name: format!("Nom {}", other % 3), basis },
        _ => {
            let quote = entries.iter().flat_map(|entry| &entry.quotes).nth(other % 4)?;
            let fields = vec![Field::Speaker(Some(actor(one)))];
            Change::EntryCorrected { anchor: quote.anchor(), fields, basis }
        }
    })
}

/// Everything that a screen could show on a day, the numbers of records apart.
fn shown_on(library: &Library, known_on: Option<NaiveDate>, with_numbers: bool) -> String {
    let mut shown = String::new();
    for entry in all(library, known_on) {
        let entry = if with_numbers {
            entry
        } else {
            Arc::new(Entry { rulings: Vec::new(), ..Entry::clone(&entry) })
        };
        let _infallible = writeln!(shown, "{entry:?}");
    }
    let view = View { known_on, ..View::default() };
    let _infallible = writeln!(shown, "{:?}", Library::actors(library, &view));
    for name in NAMES.iter().chain(&["Nom 1", "ozol", "Kalnins"]) {
        let _infallible = writeln!(shown, "{name}: {:?}", Library::actors_called(library, name, known_on));
        let typed = Typed { text: (*name).to_owned(), take: 9, ..Typed::default() };
        let found = library.find_actors(&view, &typed).actors.first().cloned();
        let _infallible = writeln!(shown, "{:?}", found.map(|actor| (actor.key, actor.entries)));
    }
    for filter in filters() {
        let view = View { known_on, filter };
        let ids: Vec<_> =
            Library::window(library, &view, 0..99).iter().map(|entry| entry.id.clone()).collect();
        let (count, density) = (Library::count(library, &view), Library::density(library, &view, 400));
        let extent = library.extent(&view, &mut |_| true).unwrap();
        let _infallible = writeln!(shown, "{ids:?} {count} {density:?} {extent:?}");
    }
    shown
}

/// What rulings can change the answers to.
fn filters() -> Vec<Filter> {
    let test = |key: &str| ActorTest { key: key.to_owned(), name: key.to_owned(), part: None, not: false };
    vec![
        Filter { actors: vec![test("anna ozola")], ..Filter::default() },
        Filter { actors: vec![test("desk:liepa")], ..Filter::default() },
        Filter { actors: vec![test("anna ozola"), test("juris kalnins")], ..Filter::default() },
        Filter { tags: vec!["t1".to_owned()], ..Filter::default() },
        Filter { words: vec!["riga".to_owned()], ..Filter::default() },
        Filter { kinds: vec![Kind::Visit, Kind::Call], ..Filter::default() },
        Filter { places: vec!["vilnius".to_owned()], ..Filter::default() },
        Filter { places: vec!["riga".to_owned(), "lettonie".to_owned()], dated: true, ..Filter::default() },
        Filter { sources: vec!["afp".to_owned(), "ministre".to_owned()], ..Filter::default() },
        Filter {
            without: Without {
                places: vec!["riga".to_owned()],
                tags: vec!["t1".to_owned()],
                ..Without::default()
            },
            ..Filter::default()
        },
    ]
}

fn shown(library: &Library) -> String {
    let mut shown = format!("{:?}\n{:?}\n", library.head(), Desk::lost(library));
    for known_on in library.report_days().into_iter().map(Some).chain([None]) {
        shown.push_str(&shown_on(library, known_on, true));
    }
    shown
}

fn take(library: &mut Library, step: &Step) -> Option<Command> {
    let (command, by) = match step {
        Step::Add { day, body } => (Command::AddArticle(article(*day, *body)), 0),
        Step::Revise { which, day, body } => {
            let reports = all(library, None).into_iter().flat_map(|entry| entry.reports.clone());
            let articles: std::collections::BTreeSet<_> = reports.map(|report| report.article).collect();
            let earlier = *articles.iter().nth(which % articles.len().max(1))?;
            let article = article(*day, *body);
            let text = format!("{}\n\nCorrigé {which}.", article.text);
            (Command::Revise { earlier, article: Article::new(article.published, None, text) }, 0)
        }
        Step::Rule { what, one, other, from } => {
            (Command::Rule(ruling(library, *what, *one, *other, *from)?), other % 2)
        }
        Step::Undo { seq, author } => (Command::Undo { seq: *seq, others: true }, *author),
        Step::Redo { author } => (Command::Redo, *author),
    };
    library.submit(command.clone(), &author(by), DateTime::UNIX_EPOCH).ok()?;
    Some(command)
}

/// Differences with what a preview cannot know, the record's number, left out.
fn unnumbered(differences: &[Difference]) -> Vec<Difference> {
    let plain = |entry: &Option<Arc<Entry>>| {
        let entry = entry.as_ref().map(|entry| Entry { rulings: Vec::new(), ..Entry::clone(entry) });
        entry.map(Arc::new)
    };
    let mut all: Vec<Difference> = differences
        .iter()
        .map(|one| Difference { before: plain(&one.before), after: plain(&one.after), ..one.clone() })
        .collect();
    // What is gone stands in the order of its days.
    all.sort_by_key(|one| {
        let entry = one.after.as_ref().or(one.before.as_ref()).unwrap();
        (entry.sort_first, entry.id.clone())
    });
    all
}

/// So many cases, or as many as are asked for.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig::with_cases(asked.unwrap_or(usual))
}

proptest! {
    #![proptest_config(cases(40))]
    #[test]
    fn rulings_and_undos_read_again_show_what_was_shown_live(steps in vec(step(), 0..30)) {
        let mut live = Library::in_memory();
        for step in &steps {
            take(&mut live, step);
        }
        let lines: Vec<String> = live.records().iter().map(wire::write).collect();
        let records = lines.iter().map(|line| wire::read(line).unwrap()).collect();
        let replayed = Library::replay(Journal::of(records).unwrap());
        prop_assert_eq!(shown(&replayed), shown(&live));
        prop_assert_eq!(shown(&Desk::at(&live, u64::MAX)), shown(&live));
    }
}

proptest! {
    #![proptest_config(cases(40))]
    #[test]
    fn what_is_undone_leaves_no_trace(steps in vec(step(), 0..20), last in (0..22_usize, 0..40_usize, 0..40_usize)) {
        let mut library = Library::in_memory();
        for step in &steps {
            take(&mut library, step);
        }
        let before = library.report_days().iter().map(|day| shown_on(&library, Some(*day), true)).collect::<Vec<_>>();
        let days = library.report_days();
        let (what, one, other) = last;
        if take(&mut library, &Step::Rule { what, one, other, from: None }).is_some() {
            let undo = Command::Undo { seq: None, others: false };
            library.submit(undo, &author(other % 2), DateTime::UNIX_EPOCH).unwrap();
            let after = days.iter().map(|day| shown_on(&library, Some(*day), true)).collect::<Vec<_>>();
            prop_assert_eq!(after, before);
        }
    }
}

proptest! {
    #![proptest_config(cases(12))]
    #[test]
    fn a_stored_library_shows_the_same_live_reopened_and_rebuilt(steps in vec(step(), 0..16)) {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("library");
        let mut memory = Library::in_memory();
        let mut stored = Library::open(&place, true, &mut |_| true).unwrap();
        for step in &steps {
            let by = match step {
                Step::Add { .. } | Step::Revise { .. } => 0,
                Step::Rule { other, .. } => other % 2,
                Step::Undo { author, .. } | Step::Redo { author } => *author,
            };
            let before = all(&memory, None);
            if let Some(command) = take(&mut memory, step) {
                if let Command::Rule(_) = &command {
                    let preview = stored.preview(command.clone(), &author(by), None).unwrap();
                    let wanted = unnumbered(&depeche::library::differences(&before, &all(&memory, None)));
                    prop_assert_eq!(unnumbered(&preview.differences), wanted, "{:?}", command);
                }
                let taken = stored.submit(command.clone(), &author(by), DateTime::UNIX_EPOCH);
                prop_assert!(taken.is_ok(), "{command:?}: {taken:?}");
            }
        }
        let wanted = shown(&memory);
        prop_assert_eq!(shown(&stored), wanted.clone());
        drop(stored);
        let reopened = Library::open(&place, false, &mut |_| true).unwrap();
        prop_assert_eq!(shown(&reopened), wanted.clone());
        drop(reopened);
        prop_assert!(Library::rebuild(&place, &mut |_| true).unwrap());
        let rebuilt = Library::open(&place, false, &mut |_| true).unwrap();
        prop_assert_eq!(shown(&rebuilt), wanted);
    }
}

/// The articles that a change names all are known on that day, and so is what it rests on.
fn is_known(change: &Change, day: NaiveDate, known: &[Article]) -> bool {
    let rests = change.holds_from().is_none_or(|from| from <= day);
    let named = change.anchors().into_iter().map(|anchor| anchor.article).chain(match change {
        Change::ArticleWithdrawn { article, .. } => Some(*article),
        _ => None,
    });
    let named: Vec<_> = named.collect();
    rests && named.iter().all(|named| known.iter().any(|article| article.id == *named))
}

proptest! {
    #![proptest_config(cases(60))]
    #[test]
    fn a_day_knows_nothing_of_later_articles_and_of_what_rests_on_them(
        steps in vec(step(), 0..30), day in 3..20_u32,
    ) {
        let day = date(day);
        let mut whole = Library::in_memory();
        let mut early = Library::in_memory();
        let mut known: Vec<Article> = Vec::new();
        let mut parted: Vec<String> = Vec::new();
        for step in &steps {
            if matches!(step, Step::Undo { .. } | Step::Redo { .. } | Step::Revise { .. }) {
                continue;
            }
            match take(&mut whole, step) {
                Some(Command::AddArticle(article)) if article.published.date <= day => {
                    known.push(article.clone());
                    let _filed_or_known = early.submit(Command::AddArticle(article), &author(0), DateTime::UNIX_EPOCH);
                }
                Some(Command::Rule(change)) => {
                    if let Change::EntryAsserted { assertion } = &change {
                        known.extend(assertion.article.iter().filter(|article| article.published.date <= day).cloned());
                    }
                    if !is_known(&change, day, &known) {
                        if let Change::ActorSplit { parted: actor, .. } = &change && actor.is_defined() {
                            parted.push(actor.key.clone());
                        }
                        continue;
                    }
                    // Whom the desk defines by a split in a later article it may name in a ruling about an earlier one, which then
                    // holds on the day of that one: it is what the desk knows, not what the later article tells.
                    prop_assume!(!change.actors().iter().any(|actor| parted.contains(&actor.key)));
                    let ruled = early.submit(Command::Rule(change.clone()), &author(0), DateTime::UNIX_EPOCH);
                    // An actor that only later information defines is nobody yet, a tag that rests on it not given, and
                    // what was asserted of the actor not there.
                    let unknown =
                        matches!(ruled, Err(Refusal::NoSuchActor { .. } | Refusal::NotTagged { .. } | Refusal::NoSuchArticle));
                    prop_assert!(ruled.is_ok() || unknown, "{change:?}: {ruled:?}");
                }
                _ => {}
            }
        }
        prop_assert_eq!(shown_on(&whole, Some(day), false), shown_on(&early, Some(day), false));
        prop_assert_eq!(shown_on(&early, None, false), shown_on(&early, Some(day), false));
    }
}

proptest! {
    #![proptest_config(cases(40))]
    #[test]
    fn what_was_misread_is_right_at_every_date(
        added in vec((1..20_u32, 0..BODIES.len()), 1..8), at in 0..40_usize, which in 0..40_usize, month in 1..12_u32,
    ) {
        let mut library = Library::in_memory();
        for (day, body) in added {
            let _filed_or_known = library.submit(Command::AddArticle(article(day, body)), &author(0), DateTime::UNIX_EPOCH);
        }
        let entries = all(&library, None);
        prop_assume!(!entries.is_empty());
        let entry = &entries[at % entries.len()];
        let report = &entry.reports[which % entry.reports.len()];
        let when = When::plain(format!("2024-{month:02}").parse().unwrap());
        let fields = vec![Field::When(Some(when)), Field::Status(Status::Denied)];
        let change = Change::EntryCorrected { anchor: report.anchor(), fields, basis: Basis::Misread };
        let seq = library.submit(Command::Rule(change), &author(0), DateTime::UNIX_EPOCH).unwrap();
        for day in library.report_days().into_iter().filter(|day| *day >= report.published) {
            let holder = all(&library, Some(day)).into_iter().find(|entry| entry.rulings.contains(&seq));
            // The happening may be told by nobody named until a later article.
            if let Some(holder) = holder {
                prop_assert_eq!((holder.when, holder.status), (Some(when), Status::Denied));
                let tells = holder.reports.iter().any(|known| known.anchor() == report.anchor());
                prop_assert!(tells, "{:?}", holder);
            } else {
                let told = all(&library, Some(day)).iter().flat_map(|entry| entry.reports.clone()).any(|known| {
                    known.anchor() == report.anchor()
                });
                prop_assert!(!told, "not put right on {}", day);
            }
        }
    }
}

/// Two happenings told with the very same words: what hangs on the second stays with the second.
#[test]
fn of_two_happenings_told_with_the_same_words_the_one_meant_is_tagged() {
    let mut library = Library::in_memory();
    library.submit(Command::AddArticle(article(5, 2)), &author(0), DateTime::UNIX_EPOCH).unwrap();
    let meeting = all(&library, None).into_iter().find(|entry| entry.kind == Kind::Meeting).unwrap();
    let assertion = Assertion {
        anchor: meeting.anchor().unwrap(),
        article: None,
        publisher: None,
        language: Language::French,
        kind: Kind::Call,
        when: None,
        agents: vec![actor(0)],
        counterparts: vec![actor(3)],
        place: None,
        status: Status::Affirmed,
    };
    let mut rule = |change| {
        library.submit(Command::Rule(change), &author(0), DateTime::UNIX_EPOCH).unwrap();
        all(&library, None)
    };
    let entries = rule(Change::EntryAsserted { assertion });
    let call = entries.iter().find(|entry| entry.kind == Kind::Call).unwrap();
    let anchor = call.anchor().unwrap();
    assert_eq!((anchor.layer, anchor.span, anchor.nth), (Layer::Events, meeting.reports[0].span, 1));
    let entries = rule(Change::EntryTagged { anchor, tag: "x".to_owned(), source: None });
    let tagged: Vec<Kind> =
        entries.iter().filter(|entry| !entry.tags.is_empty()).map(|entry| entry.kind).collect();
    assert_eq!(tagged, [Kind::Call]);
    assert_eq!(entries.len(), 2 + entries.iter().filter(|entry| entry.kind == Kind::Statement).count());
}
