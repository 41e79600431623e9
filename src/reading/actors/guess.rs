//! Whom a description means where the article tells nobody that office: the only one it can mean, or nobody.
//!
//! Comes after `resolve` has found no holder. Does not choose between two.

use super::groups::{Determiner, Group};
use super::resolve::{LATER, Resolver};
use super::trail::Step;
use crate::lexicon::actors::{Gender, Level};
use crate::lexicon::gazetteer;
use crate::model::Kind;
use crate::reading::doc::ParagraphKind;
use crate::reading::words::Shape;

/// How many words may stand between who leads and what is led.
const FAR: usize = 8;

/// So many sentences on a description's holder may be named by an apposition that points back.
const NAMED_BACK: usize = 8;

impl Resolver<'_, '_, '_> {
    /// « s'est réjoui l'ancien ministre camerounais », « la dirigeante sociale-démocrate »: another word for the only
    /// person spoken of, where nothing speaks against it.
    pub fn variation(&self, group: &Group) -> Option<usize> {
        let told_before =
            group.start.checked_sub(1).filter(|before| self.scan.together(*before, group.start));
        let inverted = self.speaks_up(group);
        let opens = told_before.is_none() && self.scan.word(group.start).opens;
        if !(inverted || opens) || group.determiner != Determiner::Definite || group.tail.complement {
            return None;
        }
        let varies = group.level == Level::Generic || group.level == Level::Person || group.former;
        if !varies {
            // « a lancé la porte-parole »: an office told of nobody, of the only one who has none.
            return if inverted && group.tail.nation.is_none() { self.untold_speaker(group) } else { None };
        }
        let here = self.scan.word(group.head.start).sentence;
        let first =
            self.scan.doc.sentences.get(here.saturating_sub(2)).map_or(0, |sentence| sentence.words.start);
        let recent = self.trail.within(first..group.head.start).iter().rev();
        let mut fits = recent.filter(|step| self.may_be(group, step.person)).map(|step| step.person);
        let first = fits.next()?;
        fits.all(|other| other == first).then_some(first)
    }

    /// « X, who leads the delegation … the head of the delegation », « une commission conduite par X … le chef de la
    /// commission »: whom a sentence before tells to lead the body of the complement.
    pub fn leads(&self, group: &Group) -> Option<usize> {
        let lists = self.scan.lists();
        let nouns: Vec<&str> = group
            .words
            .clone()
            .filter(|at| !group.head.contains(at))
            .filter(|&at| self.scan.tables.body(|distance| self.scan.fold(at + distance)).is_some())
            .map(|at| self.scan.fold(at).as_ref())
            .collect();
        let noun = *nouns.first()?;
        if !lists.leaders.has(self.scan.fold(group.head.start)) {
            return None;
        }
        let body = |at: &usize| self.scan.fold(*at).as_ref() == noun;
        let here = self.scan.word(group.head.start).sentence;
        let named = |words: std::ops::Range<usize>| self.trail.within(words).iter();
        (0..=here).rev().find_map(|sentence| {
            let words = self.scan.doc.sentences.get(sentence)?.words.clone();
            let words = words.start..words.end.min(group.start);
            let verb = words.clone().find(|&at| {
                let fold = self.scan.fold(at);
                lists.leading_stems.forms().iter().any(|stem| fold.starts_with(stem))
            })?;
            let before = (words.start..verb).rev().find(body);
            let behind = (verb + 1..words.end.min(verb + FAR)).find(body);
            // « conduite par X »: the body stands before, who leads it behind.
            let passive = before.is_some() && lists.told_by.has(self.scan.fold(verb + 1));
            let step = if passive {
                named(verb..words.end.min(verb + 2 * FAR)).next()
            } else {
                behind.and_then(|_| named(words.start..verb).next_back())
            };
            step.map(|step| step.person).filter(|person| self.may_be(group, *person))
        })
    }

    /// « X a vu Y. Le chef sudète … »: a leader who opens the sentence behind the one that ends with somebody new, of whom
    /// nothing is told.
    pub fn just_met(&self, group: &Group) -> Option<usize> {
        let plain =
            group.tail.end == group.head.end && !group.words.clone().any(|at| self.scan.is_genitive(at));
        let sent = matches!(self.id(group.office), "envoy" | "mediator" | "negotiator");
        let leader = sent || plain && matches!(self.id(group.office), "leader" | "officer" | "rais");
        let opens = self.scan.word(group.start).opens && group.determiner == Determiner::Definite;
        let here = self.scan.word(group.head.start).sentence;
        let before = self.scan.doc.sentences.get(here.checked_sub(1)?)?.words.clone();
        let last = self.trail.within(before).last()?;
        let fresh = self.trail.steps(last.person).first().is_some_and(|own| own.word == last.word);
        let full = self.people.get(last.person).is_some_and(|person| person.parts.len() > 1);
        let body =
            self.scan.doc.kind_at(last.word) == ParagraphKind::Body && !self.scan.doc.is_quoted(last.word);
        (leader
            && opens
            && fresh
            && full
            && body
            && (self.untold(last.person) || sent && self.only_titled(last.person))
            && self.may_be(group, last.person))
        .then_some(last.person)
    }

    /// « M. X s'est entretenu … Le ministre français a déclaré »: whoever opens a sentence by an office that nobody is told
    /// to hold was the subject of the one before, if nothing is told of that person; « X a démissionné: « … », a dit le
    /// ministre »: whoever speaks within the sentence was its subject.
    pub fn goes_on(&self, group: &Group) -> Option<usize> {
        if group.determiner != Determiner::Definite || group.former || group.level == Level::Relation {
            return None;
        }
        let here = self.scan.word(group.head.start).sentence;
        let told_before =
            group.start.checked_sub(1).filter(|before| self.scan.together(*before, group.start));
        let Some(before) = told_before else {
            let words = self.scan.doc.sentences.get(here.checked_sub(1)?)?.words.clone();
            let steps = self.trail.within(words);
            // « …, a lancé le général X. Le chef de l'Armée libre … »: nobody else was spoken of.
            let only =
                steps.first().is_some_and(|first| steps.iter().all(|step| step.person == first.person));
            let led = only && matches!(self.id(group.office), "chief" | "boss" | "director");
            if !matches!(group.level, Level::Head | Level::Office | Level::Envoy)
                || group.tail.complement && !led
            {
                return None;
            }
            let subject = steps.iter().find(|step| step.subject).map(|step| step.person);
            let fits = |&person: &usize| self.untold(person) && self.may_be(group, person);
            let mut untold = steps.iter().map(|step| step.person).filter(fits);
            let first = untold.next()?;
            let only = untold.all(|other| other == first).then_some(first);
            return subject.filter(fits).or(only);
        };
        // « X, who left, said the minister would come » tells what was said.
        let clause = self.is_verb(group.tail.end) || self.is_helper(group.tail.end);
        if clause && self.scan.word(before).shape != Shape::CloseQuote
            || !self.speaks_up(group)
            || matches!(self.id(group.office), "kin" | "member")
        {
            return None;
        }
        let words = self.scan.doc.sentences.get(here)?.words.clone();
        let mut subjects = self
            .trail
            .within(words.start..group.start)
            .iter()
            .filter(|step| step.subject)
            .map(|step| step.person);
        let first = subjects.next()?;
        (subjects.all(|other| other == first) && self.may_be(group, first)).then_some(first)
    }

    /// « M. Benyahia … a répondu le chef de la diplomatie algérienne »: an office that nobody is told to hold, and the only
    /// one just spoken of whose office the article does not tell and of whom nothing speaks against it.
    pub fn nearest_open(&self, group: &Group) -> Option<usize> {
        let official = matches!(group.level, Level::Head | Level::Office | Level::Envoy);
        let trade = group.level == Level::Person && !matches!(self.id(group.office), "kin" | "member");
        let clause = self.opens_clause(group.start);
        let opens = clause || self.demonstrates(group);
        let elsewhere = group.tail.complement && group.tail.nation.is_none();
        if group.determiner != Determiner::Definite
            || !(official || trade && opens)
            || elsewhere
            || self.scan.doc.is_quoted(group.head.start)
            || self.in_headline(group)
            || self.contrasted(group)
            || !super::trail::subject_at(self.scan, group.start)
        {
            return None;
        }
        let here = self.scan.word(group.head.start).sentence;
        let mut near: Vec<usize> = Vec::new();
        let unit = self.unit_before(group)?;
        let steps = self.trail.within(unit);
        for step in steps {
            if self.scan.doc.kind_at(step.word) == ParagraphKind::Body && !near.contains(&step.person) {
                near.push(step.person);
            }
        }
        let end = self.scan.doc.sentences.get(here).map_or(0, |sentence| sentence.words.end);
        let start = self.scan.doc.sentences.get(here).map_or(0, |sentence| sentence.words.start);
        let own = if self.scan.word(group.start).opens || !clause { start..end } else { group.start..end };
        let beside = |person: usize| self.trail.within(own.clone()).iter().any(|step| step.person == person);
        // « L'émir X … Le vice-roi » is another.
        let reigns = |person: usize| {
            self.people
                .get(person)
                .is_some_and(|person| person.held.iter().any(|held| self.id(held.office) == "monarch"))
        };
        near.retain(|&person| {
            self.open(person)
                && self.may_be(group, person)
                && !beside(person)
                && !(official && reigns(person))
        });
        let [only] = near.as_slice() else { return None };
        Some(*only)
    }

    /// The clause before the one that the group opens: of its sentence up to a semicolon, else the sentence before.
    fn unit_before(&self, group: &Group) -> Option<std::ops::Range<usize>> {
        let here = self.scan.word(group.head.start).sentence;
        if self.opens_clause(group.start) && !self.scan.word(group.start).opens {
            let start = self.scan.doc.sentences.get(here)?.words.start;
            return Some(start..group.start);
        }
        Some(self.scan.doc.sentences.get(here.checked_sub(1)?)?.words.clone())
    }

    /// « ce fils d'instituteur », « this diplomat »
    fn demonstrates(&self, group: &Group) -> bool {
        self.scan.lists().demonstrative.has(self.scan.lower(group.start))
    }

    /// No office in force is told of the person, nor known of it at the article's date.
    fn open(&self, number: usize) -> bool {
        let day = self.scan.doc.published;
        let bare = |office: usize| {
            self.scan.tables.office(office).is_some_and(|office| {
                matches!(office.id, "general" | "prince" | "monarch" | "noble" | "cleric")
                    && office.of.is_empty()
            })
        };
        self.people.get(number).is_some_and(|person| {
            let known =
                person.entity.is_some_and(|entity| gazetteer::offices_of(entity.id(), day).next().is_some());
            !known && person.held.iter().all(|held| bare(held.office))
        }) && self.learned.get(number).is_none_or(Vec::is_empty)
    }

    /// The only person in a subject's place in this sentence or the one before of whom the article tells no office.
    fn untold_speaker(&self, group: &Group) -> Option<usize> {
        let here = self.scan.word(group.head.start).sentence;
        let first =
            self.scan.doc.sentences.get(here.saturating_sub(1)).map_or(0, |sentence| sentence.words.start);
        let untold = |number: usize| {
            self.people.get(number).is_some_and(|person| person.held.is_empty() && person.entity.is_none())
        };
        let recent = self.trail.within(first..group.head.start).iter();
        let mut fits = recent
            .filter(|step| step.subject && untold(step.person) && self.may_be(group, step.person))
            .map(|step| step.person);
        let first = fits.next()?;
        fits.all(|other| other == first).then_some(first)
    }

    /// « … », a souri le diplomate: a verb, and right before it and its helpers the end of what was said. A comma alone
    /// may as well close an apposition (« X, qui arrivait, a vu le ministre »): then it must be a verb of saying.
    pub(super) fn closes_speech(&self, verb: usize) -> bool {
        let word = |at: usize| self.scan.word(at);
        if word(verb).shape != Shape::Lower || !self.is_verb(verb) {
            return false;
        }
        let Some(first) = (verb.saturating_sub(4)..verb).rev().find(|&at| word(at).shape != Shape::Lower)
        else {
            return false;
        };
        let quoted = |at: usize| word(at).shape == Shape::CloseQuote;
        if !self.scan.together(first, verb) {
            return true;
        }
        let closed = quoted(first) || word(first).text == "," && first.checked_sub(1).is_some_and(quoted);
        closed || word(first).text == "," && self.says(verb)
    }

    /// A form of a verb of saying.
    pub(super) fn says(&self, at: usize) -> bool {
        use crate::lexicon::verbs::{FRAMES, LEMMAS, analyses};
        analyses(self.scan.doc.language, self.scan.lower(at)).any(|form| {
            let lemma = LEMMAS.get(form.lemma);
            lemma.is_some_and(|lemma| {
                let frame = |sense: &crate::lexicon::verbs::Sense| FRAMES.get(sense.frame);
                lemma.senses.iter().filter_map(frame).any(|frame| frame.kind == Kind::Statement)
            })
        })
    }

    fn is_helper(&self, at: usize) -> bool {
        let words = crate::lexicon::words(self.scan.doc.language);
        let lower = self.scan.lower(at);
        [
            words.hedge_helpers,
            words.future_helpers,
            words.conditional_helpers,
            words.duty_helpers,
            words.do_helpers,
        ]
        .iter()
        .any(|list| list.has(lower))
    }

    fn is_verb(&self, at: usize) -> bool {
        crate::lexicon::verbs::analyses(self.scan.doc.language, self.scan.lower(at)).next().is_some()
    }

    /// « la photographe » of the only woman of whom nothing else is told, « le chercheur » of the only person at all.
    pub fn lone(&self, group: &Group) -> Option<usize> {
        let varies = matches!(group.level, Level::Generic | Level::Person)
            && !matches!(self.id(group.office), "kin" | "member");
        if !varies || group.determiner != Determiner::Definite || group.tail.complement || group.former {
            return None;
        }
        let untold = |number: &usize| {
            self.people.get(*number).is_some_and(|person| {
                person.held.is_empty() && person.entity.is_none() && self.may_be(group, *number)
            }) && self.learned.get(*number).is_none_or(Vec::is_empty)
                && (self.in_headline(group) || self.near(group, *number).is_some_and(|near| near > LATER))
        };
        if self.people.len() == 1 {
            return Some(0).filter(untold);
        }
        let woman = |number: &usize| {
            self.people.get(*number).is_some_and(|person| person.gender == Some(Gender::Feminine))
        };
        let mut found = (0..self.people.len()).filter(untold).filter(woman);
        let only = found.next().filter(|_| group.gender == Some(Gender::Feminine))?;
        found.next().is_none().then_some(only)
    }

    /// « Togo says German engineer freed … X, 38, is resting »: the only person of whom nothing is told that is named soon
    /// behind the headline or first sentence that brings somebody in.
    pub fn announced(&self, leads: &[usize]) -> Option<usize> {
        let first = self.groups.get(*leads.first()?)?;
        let groups = || leads.iter().filter_map(|&number| self.groups.get(number));
        let alike =
            groups().all(|group| self.scan.fold(group.head.start) == self.scan.fold(first.head.start));
        let last = groups().map(|group| group.head.start).max()?;
        let step = self.newcomer(last, |person| self.untold(person) || self.trades(person))?;
        let full = self.people.get(step.person).is_some_and(|person| person.parts.len() > 1);
        // « Britain urges Sultan to wait »: who reigns is not brought in by a bare name.
        let reigns = first.head.clone().any(|at| self.scan.lists().crowns.has(self.scan.fold(at)));
        (alike && full && step.subject && !reigns && self.may_be(first, step.person)).then_some(step.person)
    }

    /// The only person that fits of those first named in the three sentences behind a token.
    fn newcomer(&self, word: usize, fits: impl Fn(usize) -> bool) -> Option<Step> {
        let here = self.scan.word(word).sentence;
        let end = self.scan.doc.sentences.get(here + 3).or(self.scan.doc.sentences.last())?.words.end;
        let new = |step: &&Step| {
            let first = self.trail.steps(step.person).first().is_some_and(|first| first.word == step.word);
            first && fits(step.person)
        };
        let mut near = self.trail.within(word..end).iter().filter(new);
        let first = near.next()?;
        // Whoever is named in a later sentence comes too late to be meant.
        let sentence = |step: &Step| self.scan.word(step.word).sentence;
        near.next().is_none_or(|second| sentence(second) > sentence(first)).then_some(*first)
    }

    /// « M. X pour la Norvège, M. Y … Le délégué norvégien »: the only one of the nation, if no office is told of that person.
    pub fn delegate(&self, group: &Group) -> Option<usize> {
        let nation = group.tail.nation.filter(|_| {
            group.determiner == Determiner::Definite
                && matches!(group.level, Level::Envoy | Level::Office)
                && !group.former
        })?;
        let of_nation = |number: &usize| {
            let state = self.people.get(*number).and_then(|person| person.state);
            state.is_some_and(|state| state.id() == nation.id())
        };
        let mut compatriots = (0..self.people.len()).filter(of_nation);
        let only = compatriots.next().filter(|_| compatriots.next().is_none())?;
        let untold = self.people.get(only).is_some_and(|person| person.held.is_empty());
        let near = self.near(group, only).is_some_and(|near| near > 0);
        (untold && near && self.may_be(group, only) && !self.in_clause(group, only)).then_some(only)
    }

    /// « le cardinal X … L'émissaire du pape »: nothing is told of the person but a title before the name.
    fn only_titled(&self, number: usize) -> bool {
        self.people.get(number).is_some_and(|person| {
            person.entity.is_none()
                && person.state.is_none()
                && person
                    .held
                    .iter()
                    .all(|held| matches!(self.id(held.office), "cleric" | "noble" | "general"))
        }) && self.learned.get(number).is_none_or(Vec::is_empty)
    }

    /// « X, a retired judge »: nothing is told of the person but trades and offices that are over.
    fn trades(&self, number: usize) -> bool {
        let trade = |office: usize| {
            self.scan.tables.office(office).is_some_and(|office| office.level == Level::Person)
        };
        self.people.get(number).is_some_and(|person| {
            let over = person.held.iter().any(|held| held.former);
            over && person.entity.is_none()
                && person.held.iter().all(|held| held.former || trade(held.office))
        }) && self.learned.get(number).is_none_or(Vec::is_empty)
    }

    /// Nothing is told of the person but a rank or a title.
    fn untold(&self, number: usize) -> bool {
        let bare = |office: usize| {
            self.scan
                .tables
                .office(office)
                .is_some_and(|office| matches!(office.id, "general" | "prince" | "monarch"))
        };
        self.people.get(number).is_some_and(|person| {
            person.entity.is_none()
                && person.state.is_none()
                && person.held.iter().all(|held| bare(held.office))
        }) && self.learned.get(number).is_none_or(Vec::is_empty)
    }

    /// An office that nobody is told to hold, and the only person of whom nothing is told, who speaks soon behind it: the
    /// one holds the other (« a convoqué l'ambassadeur norvégien. … "Non", a répondu Hans Zgraf », « Uganda's foreign
    /// minister said. … Grace Okello told Reuters »).
    pub fn bridge(&self, number: usize) -> Option<usize> {
        let group = self.groups.get(number)?;
        if !matches!(group.level, Level::Office | Level::Envoy) || group.determiner == Determiner::Possessive
        {
            return None;
        }
        if let Some(next) = self.next_named(group).or_else(|| self.named_back(group)) {
            return Some(next);
        }
        let step = self.newcomer(group.head.start, |person| self.untold(person))?;
        let full = self.people.get(step.person).is_some_and(|person| person.parts.len() > 1);
        // Of a headline or a first paragraph, else of the sentence right before.
        let here = self.scan.word(group.head.start);
        let body = |number: usize| {
            let kind = self.scan.doc.paragraphs.get(number).map(|paragraph| paragraph.kind);
            kind == Some(ParagraphKind::Body)
        };
        let lead = !(0..here.paragraph).any(body);
        if !lead && self.scan.word(step.word).sentence > here.sentence + 1 {
            return None;
        }
        let speaks = step.subject && (self.told_behind(step.word) || self.tells(step.person, step.word));
        (full && speaks && self.may_be(group, step.person)).then_some(step.person)
    }

    /// « summoned Tajikistan's ambassador … The ambassador, Rustam Salimzoda, »: whose name an apposition tells soon after, by the same
    /// word and an article that points back.
    pub(super) fn named_back(&self, group: &Group) -> Option<usize> {
        if self.scan.doc.is_quoted(group.head.start) {
            return None;
        }
        let here = self.scan.word(group.head.start).sentence;
        let word = |group: &Group| self.scan.fold(group.head.end - 1);
        let points = |other: &&Group| {
            other.head.start > group.head.start
                && other.determiner == Determiner::Definite
                && !other.behind
                && !other.tail.complement
                && self.scan.word(other.tail.end).text == ","
                && other.office == group.office
                && word(other) == word(group)
                && self.scan.word(other.head.start).sentence <= here + NAMED_BACK
        };
        let other = self.groups.iter().filter(points).find(|other| !other.holders.is_empty())?;
        let index = other.holders.first()?;
        let person = self.people.iter().position(|person| person.chunks.contains(index))?;
        let first = self.trail.steps(person).first().is_some_and(|step| step.word > group.head.start);
        (first && self.may_be(group, person)).then_some(person)
    }

    /// « … », a commenté le chef de la diplomatie. Winston Peters n'a pas exclu … »: whom the next sentence begins with, if
    /// it is somebody of whom nothing is told, named in full and for the first time.
    pub(super) fn next_named(&self, group: &Group) -> Option<usize> {
        let here = self.scan.word(group.head.start);
        let next = self.scan.doc.sentences.get(here.sentence + 1)?.words.clone();
        let first = self.scan.doc.sentences.get(here.sentence + 2).map_or(next.end, |after| after.words.end);
        let steps = self.trail.within(next.start..first);
        // « le consul de l'Inde. Ce dernier, M. X, … »
        let words = crate::lexicon::quotes(self.scan.doc.language);
        let latter = words.latter.has(self.scan.lower(next.start + 1))
            && words.latter_openers.has(self.scan.lower(next.start))
            && self.scan.word(next.start + 2).text == ",";
        let step = steps.first().filter(|step| step.subject || latter)?;
        let own = next.contains(&step.word)
            || self.scan.word(next.end.saturating_sub(1)).shape == Shape::CloseQuote;
        let opens = step.word < next.start + if latter { 6 } else { 2 }
            || self.told_behind(step.word) && self.scan.doc.is_quoted(step.word.saturating_sub(3));
        let fresh = self.trail.steps(step.person).first().is_some_and(|own| own.word == step.word);
        let full = self.people.get(step.person).is_some_and(|person| person.parts.len() > 1);
        let same = self.scan.doc.kind_at(step.word) == ParagraphKind::Body;
        (own && opens && fresh && full && same && self.untold(step.person) && self.may_be(group, step.person))
            .then_some(step.person)
    }

    /// « Grace Okello told Reuters »: a finite verb stands right behind the name.
    fn tells(&self, person: usize, word: usize) -> bool {
        let chunks = self.people.get(person).into_iter().flat_map(|person| person.chunks.iter());
        let mut here = chunks
            .filter_map(|&index| self.scan.chunks.get(index))
            .filter(|chunk| chunk.words.start == word)
            .map(|chunk| chunk.words.end);
        let verb = here.next();
        verb.is_some_and(|verb| {
            self.says(verb) && self.scan.is_finite(verb) && self.scan.together(verb, word)
        })
    }

    /// « … », a répondu X: a verb stands right before, behind a quotation or a comma.
    fn told_behind(&self, word: usize) -> bool {
        let before = word.checked_sub(1).filter(|before| self.scan.together(*before, word));
        before.is_some_and(|before| self.scan.word(before).shape == Shape::Lower && self.is_verb(before))
    }
}
