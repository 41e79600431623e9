//! Marking, ruling, exporting, long work: what leaves the screen.

use crate::app::fake::Desk;
use crate::app::{Content, Done, Effect, Excerpt, Format, Msg, NotWritten, Progress, Prompt, Shown, Task};
use crate::library::{Command, Preview};
use crate::model::{Basis, Change, Field, Layer, Link};
use std::path::PathBuf;

#[test]
fn a_mark_survives_filters_and_is_what_is_exported() {
    let mut desk = Desk::sample();
    desk.press("g Space");
    assert_eq!(desk.app.data.marked, 1);
    desk.press("/").typed("zelensky").press("Enter e");
    assert_eq!(desk.app.pager.as_ref().unwrap().text, "# Chronologie\n\n1 faits\n");
    desk.press("q Esc g Space e");
    assert_eq!(desk.app.data.marked, 0);
    assert_eq!(desk.app.pager.as_ref().unwrap().text, "# Chronologie\n\n12 faits\n");
}

#[test]
fn a_file_that_is_there_is_replaced_only_after_a_yes() {
    let written = |desk: &Desk| match desk.asked.last() {
        Some(Effect::Write { path, content: Content::Text(text), replace }) => {
            assert_eq!((path.to_str(), text.as_str()), (Some("a.md"), "# Chronologie\n\n12 faits\n"));
            *replace
        }
        other => panic!("no file is written but {other:?}"),
    };
    let mut desk = Desk::sample();
    desk.press("e Enter").typed("a.md").press("Enter");
    assert!(!written(&desk));
    let exists = Msg::NotWritten(NotWritten::Exists(PathBuf::from("a.md")));
    desk.send(exists.clone());
    desk.press("n");
    assert!(!written(&desk), "no is no");
    desk.send(exists);
    desk.press("o");
    assert!(written(&desk));
    desk.send(Msg::Written(PathBuf::from("a.md")));
    assert!(desk.app.pager.is_none());
}

#[test]
fn a_citation_is_sent_and_shown() {
    let mut desk = Desk::sample();
    desk.press("/").typed("bonne").press("Enter g y");
    let Some(Effect::Copy(text)) = desk.asked.last() else { panic!("nothing sent") };
    assert!(text.starts_with("Bonne → Moscou, visite (3 février 2026, rapporté)\n« "), "{text}");
    assert!(text.contains("Reuters, 2026-02-04") && text.contains("b3:"), "{text}");
    assert_eq!(desk.app.pager.as_ref().map(|pager| pager.shown), Some(Shown::Citation));
}

#[test]
fn a_ruling_is_weighed_before_it_is_done() {
    let mut desk = Desk::sample();
    desk.press("/").typed("bonne").press("Enter g x").typed("lu de travers").press("Enter");
    let Some(Effect::Weigh(command)) = desk.asked.last().cloned() else { panic!("not weighed") };
    let Command::Rule(Change::EntryRejected { reason, .. }) = *command else { panic!("{command:?}") };
    assert_eq!(reason, "lu de travers");
    assert_eq!(desk.app.pager.as_ref().map(|pager| pager.shown), Some(Shown::Ruling));
    desk.press("Esc");
    assert!(!desk.asked.iter().any(|effect| matches!(effect, Effect::Rule(_))), "nothing was done");
    desk.press("t").typed("#iran").press("Enter Enter");
    let Some(Effect::Rule(command)) = desk.asked.last() else { panic!("not done") };
    assert!(matches!(&**command, Command::Rule(Change::EntryTagged { tag, .. }) if tag == "iran"));
    assert!(desk.app.pager.is_none());
    desk.press("c Ctrl-u").typed("statut=démenti date=2026-02-02 lieu=Moscou").press("Enter");
    let Some(Effect::Weigh(command)) = desk.asked.last().cloned() else { panic!("not weighed") };
    let Command::Rule(Change::EntryCorrected { fields, .. }) = *command else { panic!("{command:?}") };
    let names: Vec<&str> = fields.iter().map(Field::name).collect();
    assert_eq!(names, ["status", "date"], "what stays as it is, is not corrected");
    desk.press("Esc c").typed(" agit=Iouri_Ouchakov").press("Enter");
    let Some(Effect::Weigh(command)) = desk.asked.last().cloned() else { panic!("not weighed") };
    let Command::Rule(Change::EntryCorrected { fields, .. }) = *command else { panic!("{command:?}") };
    assert!(matches!(&fields[..], [Field::Agents(who)] if who[0].name == "Iouri Ouchakov"), "{fields:?}");
    desk.press("Esc c").typed(" genre=danse").press("Enter");
    assert!(desk.app.notice.as_ref().unwrap().warning);
    desk.press("Esc m").typed("zelen").press("Enter");
    let Some(Effect::Weigh(command)) = desk.asked.last().cloned() else { panic!("not weighed") };
    let Command::Rule(Change::ActorsMerged { kept, merged, .. }) = *command else { panic!("{command:?}") };
    assert_eq!((kept.name.as_str(), merged.name.as_str()), ("Volodymyr Zelensky", "Emmanuel Bonne"));
    desk.press("Esc u");
    assert!(
        matches!(desk.asked.last(), Some(Effect::Weigh(command)) if matches!(**command, Command::Undo { .. }))
    );
    desk.press("Esc L q");
    assert!(matches!(desk.asked.last(), Some(Effect::Journal(_))));
}

/// The ruling that was weighed last.
fn weighed(desk: &Desk) -> Change {
    match desk.asked.last() {
        Some(Effect::Weigh(command)) => match &**command {
            Command::Rule(change) => change.clone(),
            other => panic!("no ruling but {other:?}"),
        },
        other => panic!("not weighed but {other:?}"),
    }
}

#[test]
fn two_entries_are_linked_and_reports_are_split_off_after_a_look() {
    let mut desk = Desk::sample();
    desk.press("/").typed("bonne").press("Enter g J");
    assert!(desk.app.notice.as_ref().unwrap().text.contains("Bonne → Moscou"));
    desk.press("j J Tab Enter");
    let Change::EntriesLinked { one, other, link, basis } = weighed(&desk) else { panic!("no link") };
    assert_eq!((link, basis), (Link::Denies, Basis::Misread));
    assert_ne!(one, other);
    desk.press("Esc J J");
    assert!(desk.app.prompt.is_none(), "an entry is not linked with itself");
    desk.press("g X Ctrl-u").typed("2-3").press("Enter");
    let Change::EntrySplit { parted, .. } = weighed(&desk) else { panic!("no split") };
    assert_eq!(parted.len(), 2);
    desk.press("Esc X Ctrl-u").typed("1-3").press("Enter");
    assert!(desk.app.notice.as_ref().unwrap().warning, "one report stays");
    desk.press("Esc j X");
    assert!(desk.app.prompt.is_none(), "one report cannot be split");
}

#[test]
fn a_ruling_rests_on_what_is_said_of_it() {
    let mut desk = Desk::sample();
    desk.press("/").typed("bonne").press("Enter g x").typed("faux").press("Enter Tab");
    let Change::EntryRejected { basis: Basis::NewInformation(source), .. } = weighed(&desk) else {
        panic!("no new information")
    };
    assert_eq!(source.published, "2026-02-04".parse().unwrap());
    assert!(source.article.is_some());
    desk.press("Tab");
    assert!(matches!(weighed(&desk), Change::EntryRejected { basis: Basis::Misread, .. }));
    desk.press("s").typed("note verbale 2026-02-05").press("Enter");
    let Change::EntryRejected { basis: Basis::NewInformation(source), .. } = weighed(&desk) else {
        panic!("no source")
    };
    assert_eq!((source.words.as_str(), source.article), ("note verbale", None));
    desk.press("s").typed("note verbale").press("Enter");
    assert!(desk.app.notice.as_ref().unwrap().warning, "a source has a day");
    desk.press("Esc Esc t").typed("iran").press("Enter Tab");
    assert!(matches!(weighed(&desk), Change::EntryTagged { source: Some(_), .. }));
}

#[test]
fn the_speaker_of_a_quote_is_corrected_where_quotes_are_read() {
    let mut desk = Desk::sample();
    desk.press("/").typed("parle").press("Esc :").typed("go 2025-12").press("Enter 2 c Ctrl-u");
    desk.typed("citation=1 locuteur=Vladimir_Poutine").press("Enter");
    let Change::EntryCorrected { anchor, fields, .. } = weighed(&desk) else { panic!("no correction") };
    assert_eq!(anchor.layer, Layer::Quotes);
    assert!(matches!(&fields[..], [Field::Speaker(Some(who))] if who.name == "Vladimir Poutine"));
}

#[test]
fn an_export_is_looked_at_in_the_format_it_is_written_in() {
    let mut desk = Desk::sample();
    desk.press("/").typed("bonne").press("Enter e Tab");
    let format = |desk: &Desk| desk.app.pager.as_ref().unwrap().export.as_ref().unwrap().1;
    assert_eq!(format(&desk), Format::Json);
    desk.press("Enter Enter");
    let Some(Effect::Write { path, .. }) = desk.asked.last() else { panic!("not written") };
    assert_eq!(path.to_str(), Some("emmanuel-bonne.json"));
    desk.press("Esc e Enter").typed("bonne.csv").press("Enter");
    assert_eq!(format(&desk), Format::Csv, "the name asks for another format, which is shown first");
    desk.press("Enter");
    let Some(Effect::Write { path, .. }) = desk.asked.last() else { panic!("not written") };
    assert_eq!(path.to_str(), Some("bonne.csv"));
}

#[test]
fn of_a_long_export_the_beginning_is_looked_at_and_all_is_written() {
    let mut desk = Desk::sample();
    desk.press("e");
    let (view, format) = desk.app.pager.as_ref().unwrap().export.clone().unwrap();
    let made = || Excerpt { text: "# Chronologie\n".to_owned(), ..Excerpt::default() };
    desk.app.previewing = Some(((*view).clone(), format));
    desk.send(Msg::Previewed(Ok(made()), view.clone(), format));
    desk.press("Enter").typed("a.md").press("Enter");
    let Some(Effect::Write { path, content: Content::Export(of, as_what), .. }) = desk.asked.last() else {
        panic!("not made anew")
    };
    assert_eq!((path.to_str(), of, *as_what), (Some("a.md"), &view, format));
    desk.press("q");
    desk.app.previewing = Some(((*view).clone(), format));
    desk.press("Ctrl-c");
    assert!(matches!(desk.asked.last(), Some(Effect::StopPreview)));
    desk.send(Msg::Previewed(Ok(made()), view, format));
    assert!(desk.app.pager.is_none(), "what was given up is not shown");
}

#[test]
fn the_first_page_of_an_export_is_there_before_it_is_counted() {
    let mut desk = Desk::sample();
    desk.press("e");
    let (view, format) = desk.app.pager.as_ref().unwrap().export.clone().unwrap();
    let body: Vec<String> = (0..200).map(|line| format!("- ligne {line}\n")).collect();
    let made =
        |heading: &str, more| Excerpt { text: format!("{heading}\n{}", body.concat()), whole: false, more };
    let begun = |desk: &mut Desk| {
        desk.app.pager = None;
        desk.app.previewing = Some(((*view).clone(), format));
        desk.send(Msg::Previewed(Ok(made("# … entrées", true)), view.clone(), format));
        assert!(desk.app.pager.is_some());
    };
    begun(&mut desk);
    desk.send(Msg::Looked(4096));
    assert_eq!(desk.app.previews(), Some(4096));
    desk.press("PgDn j");
    let line = |desk: &Desk| {
        let pager = desk.app.pager.as_ref().unwrap();
        pager.text.get(pager.top..).unwrap().lines().next().unwrap().to_owned()
    };
    let seen = line(&desk);
    assert!(seen.starts_with("- ligne "));
    desk.send(Msg::Previewed(Ok(made("# 143000 entrées, de 2000 à 2026", false)), view.clone(), format));
    assert_eq!((line(&desk), desk.app.previews()), (seen, None), "what is read stays where it is");
    begun(&mut desk);
    desk.press("Ctrl-c");
    assert!(matches!(desk.asked.last(), Some(Effect::StopPreview)));
    assert!(desk.app.pager.is_some() && desk.app.previews().is_none(), "what is there stays");
    begun(&mut desk);
    desk.press("q");
    assert!(matches!(desk.asked.last(), Some(Effect::StopPreview)), "nobody waits for the rest");
    desk.send(Msg::Previewed(Ok(made("# 143000 entrées", false)), view.clone(), format));
    assert!(desk.app.pager.is_none());
}

#[test]
fn a_file_is_named_before_its_export_is_there_and_nothing_is_written_of_it() {
    let mut desk = Desk::sample();
    desk.press(":").typed("write a.md").press("Enter");
    desk.app.pager = None;
    let asked = desk.asked.len();
    desk.press("Enter");
    assert_eq!(desk.asked.len(), asked);
    assert!(matches!(&desk.app.prompt, Some(Prompt::FileName(name)) if name == "a.md"));
}

#[test]
fn long_work_is_begun_shown_and_stopped() {
    let mut desk = Desk::sample();
    desk.press(":").typed("add ../dépêches du jour").press("Enter");
    assert!(
        matches!(desk.asked.last(), Some(Effect::Work(Task::Add, paths)) if paths[0].ends_with("dépêches du jour"))
    );
    desk.send(Msg::Progress(Progress { task: Task::Add, done: 50, of: 200 }));
    desk.press("j k /").typed("mac").press("Esc");
    assert_eq!(desk.app.work.map(|work| work.done), Some(50), "keys go on meanwhile");
    desk.press(":").typed("rebuild").press("Enter");
    assert!(desk.app.notice.as_ref().unwrap().warning, "one work at a time");
    desk.press("Ctrl-c");
    assert!(matches!(desk.asked.last(), Some(Effect::StopWork)));
    let refused =
        vec![crate::library::Refused { path: "x".into(), reason: "it is empty".to_owned(), cause: None }];
    let done = Done { added: 50, known: 2, refused, stopped: true };
    desk.send(Msg::Finished(Task::Add, Ok(done)));
    assert_eq!((desk.app.work, desk.app.data.refused), (None, 1));
    desk.send(Msg::Finished(Task::Rebuild, Err("no".to_owned())));
    assert!(desk.app.notice.as_ref().unwrap().warning);
}

#[test]
fn what_others_record_moves_nothing_of_what_one_looks_at() {
    let mut desk = Desk::sample();
    desk.press("g j j j j Enter j");
    let (chosen, line, top) = (desk.chosen(), desk.app.list.chosen, desk.app.detail.top);
    let filed = desk.library.articles.clone();
    desk.library.articles.extend(filed);
    desk.library.version += 1;
    desk.send(Msg::Look);
    assert_eq!((desk.chosen(), desk.app.list.chosen, desk.app.detail.top), (chosen, line, top));
    assert!(desk.app.notice.as_ref().unwrap().text.contains("+2"), "one is told of it");
}

#[test]
fn a_range_is_marked_from_here_to_there() {
    let mut desk = Desk::sample();
    desk.press("g v j j v");
    assert_eq!(desk.app.data.marked, 3);
}

#[test]
fn a_ruling_that_was_given_up_is_not_shown_when_its_answer_comes() {
    let mut desk = Desk::sample();
    desk.press("t").typed("iran").press("Enter");
    let Some(Effect::Weigh(command)) = desk.asked.last().cloned() else { panic!("not weighed") };
    desk.press("Esc");
    let change = weighed(&desk);
    let preview = Preview { change, differences: Vec::new() };
    desk.send(Msg::Weighed(command, Box::new(Ok(preview))));
    assert!(desk.app.pager.is_none() && !desk.app.is_weighing());
}

#[test]
fn a_line_that_is_not_understood_stays_to_be_put_right() {
    let mut desk = Desk::sample();
    desk.press("/").typed("bonne").press("Enter g c Ctrl-u").typed("date=2026-13-45").press("Enter");
    assert!(desk.app.notice.as_ref().unwrap().warning);
    assert!(matches!(&desk.app.prompt, Some(Prompt::Ruling { text, .. }) if text == "date=2026-13-45"));
    desk.press("Backspace Backspace Backspace Backspace Backspace").typed("02-02").press("Enter");
    assert!(desk.app.prompt.is_none() && desk.app.pager.is_some(), "it is put right and weighed");
    desk.press("s").typed("Le Monde").press("Enter");
    assert!(matches!(&desk.app.prompt, Some(Prompt::Basis(text)) if text == "Le Monde"));
    desk.press("Esc Esc =").press("Ctrl-u").typed("2026-02-03 hiver").press("Enter");
    assert!(matches!(&desk.app.prompt, Some(Prompt::Compare(text)) if text == "2026-02-03 hiver"));
    desk.press("Esc e w").typed("nulle/part.md").press("Enter");
    let named = Some(PathBuf::from("nulle/part.md"));
    desk.send(Msg::NotWritten(NotWritten::Failed("nulle/part.md".to_owned(), named)));
    assert!(matches!(&desk.app.prompt, Some(Prompt::FileName(name)) if name == "nulle/part.md"));
}

#[test]
fn a_tag_without_a_source_is_not_called_misread() {
    let mut desk = Desk::sample();
    let told = |desk: &Desk| -> String {
        let page = &desk.app.pager.as_ref().unwrap().page;
        page.lines.iter().flatten().map(|piece| piece.text.as_str()).collect()
    };
    desk.press("/").typed("bonne").press("Enter g t").typed("iran").press("Enter");
    assert!(told(&desk).contains("Sans source") && !told(&desk).contains("Mal lu"), "{}", told(&desk));
    desk.press("Esc x").typed("non").press("Enter");
    assert!(told(&desk).contains("Mal lu"), "{}", told(&desk));
}

#[test]
fn names_are_offered_wherever_an_actor_is_named() {
    let names = |desk: &Desk| -> Vec<String> {
        let offers = crate::app::naming::offers(&desk.app).unwrap_or_default();
        offers.iter().map(|actor| actor.name.clone()).collect()
    };
    let mut desk = Desk::sample();
    desk.press("/").typed("bonne").press("Enter g m");
    assert!(!names(&desk).contains(&"Emmanuel Bonne".to_owned()), "nobody is merged with himself");
    desk.typed("zelenski");
    assert_eq!(names(&desk)[0], "Volodymyr Zelensky");
    desk.press("Ctrl-u").typed("emmanuel");
    assert_eq!(names(&desk)[0], "Emmanuel Macron");
    desk.press("Tab");
    assert!(
        matches!(&desk.app.prompt, Some(Prompt::Ruling { text, .. }) if text == "Emmanuel Macron"),
        "{:?}",
        desk.app.prompt
    );
    desk.press("Ctrl-u").typed("o");
    let offered = names(&desk);
    assert!(offered.len() > 1, "{offered:?}");
    desk.press("Down Enter");
    let Change::ActorsMerged { kept, .. } = weighed(&desk) else { panic!("no merge") };
    assert_eq!(kept.name, offered[1], "the chosen one is meant");
    assert!(crate::app::naming::offers(&desk.app).is_none());

    desk.press("Esc c");
    assert_eq!(names(&desk), [""; 0], "what the entry says is not being typed");
    desk.typed(" agit=Iouri_Ouchakov,zelenski").press("Tab Enter");
    let Change::EntryCorrected { fields, .. } = weighed(&desk) else { panic!("no correction") };
    let [Field::Agents(who)] = &fields[..] else { panic!("{fields:?}") };
    let who: Vec<&str> = who.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(who, ["Iouri Ouchakov", "Volodymyr Zelensky"]);
}
