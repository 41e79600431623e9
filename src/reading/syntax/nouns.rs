//! Noun groups: a determiner, nouns, adjectives and names that stand together, with the preposition before them.
//!
//! « du vice-ministre arménien » is one group led by « de »; what follows a further preposition is a group of its
//! own. Pronouns are groups too. Does not say what a group does in its clause.

use super::{Syntax, Tag, Unit};
use crate::lexicon::vocabulary::Form;
use crate::lexicon::{self, gazetteer, grammar::Grammar, words::Words};
use crate::reading::doc::Doc;
use crate::reading::words::Shape;
use std::ops::Range;

/// How a noun group is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Determiner {
    /// « le », « ce », « son »
    Definite,
    /// « un », « des », « deux », a number
    Indefinite,
    /// nothing
    None,
}

/// A noun group.
#[expect(clippy::struct_excessive_bools, reason = "independent marks that grammar asks for one by one")]
#[derive(Debug, Clone)]
pub struct NounGroup {
    /// Its tokens, determiner included, preposition not (unless contracted: « du », « aux »).
    pub words: Range<usize>,
    /// The token that carries the meaning: the first noun or name.
    pub head: usize,
    /// The preposition before it, lower case, uncontracted (« de », « à », « auprès de »); empty for none.
    pub preposition: &'static str,
    /// How it is opened.
    pub determiner: Determiner,
    /// Opened by a possessive.
    pub possessive: bool,
    /// Plural by its opener, its head or its meaning.
    pub plural: bool,
    /// A pronoun.
    pub pronoun: bool,
    /// Tells a time.
    pub temporal: bool,
    /// Stands for a full quotation.
    pub quotation: bool,
    /// In brackets, or inside another insertion.
    pub aside: bool,
    /// For a holder before what it holds: the preposition that leads both.
    pub led_as_holder: &'static str,
}

impl NounGroup {
    /// Whether it can be a subject or an object: no preposition, no time, no quotation.
    pub const fn is_bare(&self) -> bool {
        self.preposition.is_empty() && !self.temporal && !self.quotation && !self.aside
    }
}

/// Gathers the noun groups of a unit. Verb groups must have been gathered.
pub fn gather(doc: &Doc<'_>, syntax: &mut Syntax, unit: &Unit) {
    let Unit { words, stand_ins, .. } = unit;
    let mut gatherer = Gatherer {
        doc,
        lists: lexicon::words(doc.language),
        words,
        stand_ins,
        syntax,
        found: Vec::new(),
        grammar: lexicon::grammar(doc.language),
        held: false,
    };
    let mut at = 0;
    let mut preposition = Preposition::default();
    while at < words.len() {
        at = gatherer.step(at, &mut preposition);
    }
    let found = gatherer.found;
    syntax.nouns.extend(found);
}

/// The preposition that waits for its group.
#[derive(Debug, Default, Clone, Copy)]
struct Preposition {
    name: &'static str,
    contracted: bool,
    at: usize,
}

struct Gatherer<'d, 'a> {
    doc: &'d Doc<'a>,
    lists: &'static Words,
    words: &'d [usize],
    syntax: &'d mut Syntax,
    stand_ins: &'d [usize],
    found: Vec<NounGroup>,
    grammar: &'static Grammar,
    /// The mark of a holder stands right before.
    held: bool,
}

impl Gatherer<'_, '_> {
    fn token(&self, at: usize) -> usize {
        self.words.get(at).copied().unwrap_or(usize::MAX)
    }

    fn lower(&self, at: usize) -> &Form<'_> {
        &self.doc.word(self.token(at)).lower
    }

    fn tag(&self, at: usize) -> Tag {
        self.syntax.tag(self.token(at))
    }

    /// Takes what stands at this position and gives the next position.
    fn step(&mut self, at: usize, preposition: &mut Preposition) -> usize {
        if self.is_quotation(at) {
            self.push(at..at + 1, Preposition::default(), |group| group.quotation = true);
            *preposition = Preposition::default();
            return at + 1;
        }
        if self.is_genitive(at) {
            self.mark_holder(at);
            *preposition = Preposition::default();
            return at + 1;
        }
        match self.tag(at) {
            Tag::Preposition if !self.is_titling(at) => {
                *preposition = self.preposition(at, *preposition);
                at + 1
            }
            Tag::Subject => {
                self.push(at..at + 1, *preposition, |group| group.pronoun = true);
                *preposition = Preposition::default();
                at + 1
            }
            Tag::Determiner | Tag::Open | Tag::Name | Tag::Number | Tag::Time => {
                let end = self.group_end(at);
                let temporal = (at..end).all(|near| matches!(self.tag(near), Tag::Time | Tag::Determiner))
                    && (at..end).any(|near| self.tag(near) == Tag::Time || !self.grammar.head_last);
                let lead = *preposition;
                self.push(at..end, lead, |group| group.temporal = temporal);
                // « Seize mois après | son voyage »: the date has taken the preposition that leads what is behind it.
                *preposition = if temporal { self.swallowed(end - 1) } else { Preposition::default() };
                end
            }
            Tag::Bracket | Tag::Adverb => at + 1,
            _ => {
                *preposition = Preposition::default();
                at + 1
            }
        }
    }

    /// The preposition at the end of a date, where it leads what follows.
    fn swallowed(&self, last: usize) -> Preposition {
        let lower = self.lower(last);
        let follows = matches!(self.tag(last + 1), Tag::Determiner | Tag::Open | Tag::Name);
        if !(follows && self.lists.sequence_prepositions.has(lower)) {
            return Preposition::default();
        }
        let name = self.lists.prepositions.forms().iter().copied().find(|name| *name == lower).unwrap_or("");
        Preposition { name, contracted: false, at: last }
    }

    /// Whether the token stands for a full quotation inside this unit.
    fn is_quotation(&self, at: usize) -> bool {
        // In order.
        self.stand_ins.binary_search(&self.token(at)).is_ok()
    }

    /// « de », « à »; « auprès de » and « lors de » keep their first word.
    fn preposition(&self, at: usize, waiting: Preposition) -> Preposition {
        let lower = self.lower(at);
        let (name, contracted) = match lower {
            form if self.lists.contracted.has(form) => {
                (if form.starts_with('a') { self.at_name() } else { self.of_name() }, true)
            }
            // « A Bruxelles »: a capital without its accent.
            _ if self.doc.word(self.token(at)).text == "A" => (self.at_name(), false),
            form => (self.lists.prepositions.own(form).unwrap_or(""), false),
        };
        let name = if name.starts_with("d'") || name == "d" { self.of_name() } else { name };
        // « auprès de », « face à », « afin de »: the first word tells the relation.
        let compound = !waiting.name.is_empty()
            && waiting.at + 1 == at
            && waiting.name.len() > 3
            && (self.lists.of.has(name) || self.lists.to.has(name));
        if compound {
            Preposition { contracted, at, ..waiting }
        } else {
            Preposition { name, contracted, at }
        }
    }

    /// The mark of a holder right behind a noun group (« Rome's envoy », « the parties' demands »).
    fn is_genitive(&self, at: usize) -> bool {
        let word = self.doc.word(self.token(at));
        self.grammar.genitive
            && self.lists.genitives.has(&word.lower)
            && word.glued
            && self.tag(at) != Tag::Verb
            && self.found.last().is_some_and(|group| group.words.end == self.token(at) && !group.pronoun)
    }

    /// The group before the mark tells the holder of what stands behind it.
    fn mark_holder(&mut self, at: usize) {
        let name = self.lists.genitives.own(self.lower(at)).unwrap_or("");
        if let Some(group) = self.found.last_mut() {
            group.led_as_holder = group.preposition;
            group.preposition = name;
        }
        self.held = true;
    }

    fn of_name(&self) -> &'static str {
        self.lists.prepositions.own("de").unwrap_or("")
    }

    fn at_name(&self) -> &'static str {
        self.lists.prepositions.own("à").unwrap_or("")
    }

    /// Where the group that starts here ends: nouns, adjectives, names and numbers without a new opener.
    fn group_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        let time = self.tag(at) == Tag::Time;
        let mut named = self.tag(at) == Tag::Name;
        while end < self.words.len() && !self.is_quotation(end) {
            let tag = self.tag(end);
            let inside = self.inside_mention(end);
            let joins = inside
                || self.is_titling(end)
                || match tag {
                    Tag::Open | Tag::Number => !time,
                    Tag::Name => {
                        !time
                            && (self.grammar.head_last
                                && self.tag(at) == Tag::Determiner
                                && !named
                                && self.continues_name(end) | self.starts_mention(end)
                                || inside
                                || !named && self.is_titled(end)
                                || self.continues_name(end))
                    }
                    Tag::Time => time || self.tag(end - 1) == Tag::Determiner,
                    // « To this | the Pasha answered »
                    Tag::Determiner => {
                        self.lists.determiners.has(self.lower(end - 1))
                            && self.tag(end - 1) == Tag::Determiner
                            && !(self.grammar.head_last && self.lists.demonstratives.has(self.lower(end - 1)))
                    }
                    // « The Lima daily Expreso »
                    Tag::Adverb => {
                        self.grammar.head_last
                            && self.lists.people.has(self.lower(end))
                            && self.tag(end + 1) == Tag::Name
                    }
                    // « No British or French forces »
                    Tag::Coordinator => self.joins_nations(at, end),
                    _ => inside,
                };
            if !joins
                || self.opens_person(end)
                || self.behind_person(at, end)
                || tag == Tag::Verb
                || self.ends_holder(end)
                || self.is_postposed(end)
                || self.starts_subject(at, end)
            {
                break;
            }
            named |= tag == Tag::Name;
            end += 1;
        }
        end
    }

    /// « appointed Dean Acheson | secretary of state », « lent Finland | 20 million crowns »: behind a whole name that
    /// nothing leads another group starts.
    fn behind_person(&self, at: usize, end: usize) -> bool {
        let mention = self.syntax.mention_at(self.token(at));
        let whole = (at..end)
            .all(|near| self.tag(near) == Tag::Name && self.syntax.mention_at(self.token(near)) == mention);
        let person = self.syntax.person_starts.get(self.token(at)).copied().unwrap_or(false) && end > at + 1;
        self.grammar.head_last
            && mention.is_some()
            && whole
            && at > 0
            && self.tag(at - 1) == Tag::Verb
            && (person && self.tag(end) == Tag::Open && !self.ends_holder(end)
                || self.tag(end) == Tag::Number)
            && mention != self.syntax.mention_at(self.token(end))
    }

    /// « Under its terms | Peru will withdraw », « In a letter | President Lee said »: behind the noun that a preposition
    /// at the front of the unit leads, somebody named with a finite verb.
    fn starts_subject(&self, at: usize, end: usize) -> bool {
        let led = at == 1 && self.tag(0) == Tag::Preposition && self.tag(at) == Tag::Determiner;
        if !(self.grammar.head_last && led && end > at + 1 && self.tag(end - 1) == Tag::Open) {
            return false;
        }
        let Some(first) = (end..end + 4).find(|&near| self.tag(near) == Tag::Name) else { return false };
        let starts = self.syntax.group_starts.get(self.token(first)) == Some(self.token(end));
        let behind = (first..self.words.len())
            .find(|&near| !matches!(self.tag(near), Tag::Name | Tag::Adverb) && !self.inside_mention(near));
        let finite = behind.and_then(|near| self.syntax.verb_at(self.token(near)));
        starts && self.syntax.verb_is(finite, crate::reading::syntax::VerbGroup::is_finite)
    }

    /// « a source | close to the government »: an adjective behind its noun, with its own complement.
    fn is_postposed(&self, at: usize) -> bool {
        self.grammar.head_last
            && self.lists.postposed.has(self.lower(at))
            && self.tag(at + 1) == Tag::Preposition
            && self.tag(at - 1) != Tag::Determiner
    }

    /// Whether a coordinator joins two adjectives of nations before one noun.
    fn joins_nations(&self, at: usize, join: usize) -> bool {
        let adjective = |near: usize| {
            let fold = &self.doc.word(self.token(near)).fold;
            self.tag(near) == Tag::Open && gazetteer::adjective(self.doc.language, fold).is_some()
        };
        self.grammar.head_last
            && join == at + 2
            && self.tag(at) == Tag::Determiner
            && adjective(join - 1)
            && adjective(join + 1)
            && self.tag(join + 2) == Tag::Open
    }

    /// Whether the mark of a holder stands here and not inside a name.
    fn ends_holder(&self, at: usize) -> bool {
        let word = self.doc.word(self.token(at));
        self.grammar.genitive
            && self.lists.genitives.has(&word.lower)
            && word.glued
            && !(self.inside_mention(at) && self.inside_mention(at + 1))
    }

    /// Whether this token and the one before belong to one mention (« ministère des Affaires étrangères »).
    fn inside_mention(&self, at: usize) -> bool {
        let mention = self.syntax.mention_at(self.token(at));
        mention.is_some() && mention == self.syntax.mention_at(self.token(at.wrapping_sub(1)))
    }

    /// A mention starts here that nothing leads to (« a visibly tired | Shultz »).
    fn starts_mention(&self, at: usize) -> bool {
        !matches!(self.tag(at - 1), Tag::Name) && self.syntax.mention_at(self.token(at)).is_some()
    }

    /// « Secretary of State | George Shultz »: a word of the description before a name.
    fn is_titling(&self, at: usize) -> bool {
        self.grammar.head_last && self.syntax.is_titling(self.token(at))
    }

    /// A name behind a name that is no new actor: « Vladimir | Poutine » with only the surname known.
    fn continues_name(&self, at: usize) -> bool {
        let mention = self.syntax.mention_at(self.token(at));
        mention.is_none() || mention == self.syntax.mention_at(self.token(at.wrapping_sub(1)))
    }

    /// Whether a name belongs to the words before it (« le président Sall »), rather than standing next to them
    /// (« a dit à la presse Paul Sall »).
    fn is_titled(&self, at: usize) -> bool {
        let token = self.token(at);
        if self.opens_person(at) {
            return false;
        }
        if at > 0 && self.lists.people.has(self.lower(at - 1)) {
            return true;
        }
        self.syntax.group_starts.get(token).is_none_or(|start| start < token)
    }

    /// « à la presse | Paul Sall », « dans la soirée | M. Sall »: the noun group of a person, which a noun before
    /// it that is no title does not belong to.
    fn opens_person(&self, at: usize) -> bool {
        at > 0
            && !self.grammar.head_last
            && self.tag(at - 1) == Tag::Open
            && self.syntax.person_starts.get(self.token(at)).copied().unwrap_or(false)
    }

    fn push(&mut self, range: Range<usize>, lead: Preposition, finish: impl FnOnce(&mut NounGroup)) {
        let adjacent = lead.name.is_empty() || lead.at + 1 >= range.start.saturating_sub(2);
        let start = if lead.contracted { lead.at } else { range.start };
        let opener = self.lower(start).to_owned();
        let partitive = lead.contracted && opener.starts_with("de") && !self.follows_noun(lead.at);
        let preposition = if partitive || !adjacent { "" } else { lead.name };
        let head = self.head(&range);
        let words = self.token(start)..self.token(range.end - 1) + 1;
        let determiner = if partitive
            || self.lists.indefinites.has(&opener) && !lead.contracted
            || self.tag(start) == Tag::Number
        {
            Determiner::Indefinite
        } else if self.lists.determiners.has(&opener) || lead.contracted {
            Determiner::Definite
        } else {
            Determiner::None
        };
        let lower_head = self.doc.word(head).lower.clone();
        let mut group = NounGroup {
            words,
            head,
            preposition,
            determiner,
            possessive: self.lists.possessives.has(&opener),
            plural: self.plural(&opener, start, &range, &lower_head)
                || self.plural_by_head(&lower_head, head),
            pronoun: false,
            temporal: false,
            quotation: false,
            aside: self.tag(range.start) == Tag::Bracket,
            led_as_holder: "",
        };
        if std::mem::take(&mut self.held) {
            group.determiner = Determiner::Definite;
            // « in Rome's view »: the preposition leads what is held.
            group.preposition = self.found.last().map_or("", |holder| holder.led_as_holder);
        }
        // « between Chios and Cesme »: what the preposition joins.
        if self.grammar.bare_content
            && group.preposition.is_empty()
            && let Some(last) = self.found.last()
            && self.lists.between.has(last.preposition)
            && last.words.end + 1 == group.words.start
            && self.lists.coordinators.has(&self.doc.word(last.words.end).lower)
        {
            group.preposition = last.preposition;
        }
        // « the presidents of Bosnia, Croatia and Serbia »: names that go on a list of holders.
        let named = range.clone().all(|at| self.tag(at) == Tag::Name);
        if self.grammar.head_last && named && group.preposition.is_empty() && self.goes_on_list(start) {
            group.preposition = self.found.last().map_or("", |last| last.preposition);
        }
        finish(&mut group);
        self.found.push(group);
    }

    /// Whether a name behind a comma or a coordinator goes on with what « of » leads behind a plural.
    fn goes_on_list(&self, start: usize) -> bool {
        let Some(join) = start.checked_sub(1) else { return false };
        let [.., before, last] = self.found.as_slice() else { return false };
        let joins = matches!(self.tag(join), Tag::Comma | Tag::Coordinator);
        let near = last.words.end + 2 >= self.token(start) && self.syntax.tag(last.head) == Tag::Name;
        let holders = self.found.iter().rev().find(|group| !self.lists.of.has(group.preposition));
        let plural = holders.is_some_and(|group| group.plural && !group.pronoun && !group.temporal);
        joins
            && near
            && plural
            && self.lists.of.has(last.preposition)
            && (self.lists.of.has(before.preposition) || before.words.end + 2 >= last.words.start)
    }

    /// « des responsables » behind a noun is « de les »; behind a verb or at the start it is a plural article.
    fn follows_noun(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        match self.tag(before) {
            Tag::Open | Tag::Name | Tag::Number | Tag::Preposition => true,
            Tag::Verb => {
                // Behind an adjective-like participle it belongs to it; behind other verbs « des » is an article,
                // « du » may be either and is taken for « de le » where the verb asks for « de ».
                !self.lower(at).ends_with('s')
            }
            _ => false,
        }
    }

    /// « onze », « trente-quatre ».
    fn is_numeral(&self, lower: &Form<'_>) -> bool {
        self.lists.numerals.has(lower)
            || lower.bytes().any(|byte| byte == b'-')
                && lower.split_once('-').is_some_and(|(first, _)| self.lists.numerals.has(first))
    }

    /// Plural by its own end: « talks », « men ».
    fn plural_by_head(&self, head: &Form<'_>, at: usize) -> bool {
        let plural = head.ends_with('s') && !head.ends_with("ss") || self.lists.plural_nouns.has(head);
        self.grammar.head_last
            && plural
            && !self.lists.not_plural.has(head)
            && self.syntax.tag(at) != Tag::Name
    }

    fn plural(&self, opener: &Form<'_>, start: usize, range: &Range<usize>, head: &Form<'_>) -> bool {
        let second = if range.len() > 1 && start == range.start { range.start + 1 } else { usize::MAX };
        let second = self.lower(second);
        self.is_numeral(opener)
            || self.is_numeral(second)
            || self.lists.plural_openers.has(opener)
            || self.lists.plural_openers.has(second)
            || self.tag(range.start) == Tag::Number && self.lower(range.start) != "1"
            || range.len() == 1
                && self.tag(range.start) == Tag::Subject
                && self.lists.plural_pronouns.has(opener.trim_start_matches("-t-").trim_start_matches('-'))
            || self.doc.word(self.token(range.start)).shape != Shape::Number
                && opener.is_empty()
                && head.ends_with('s')
    }

    /// The first noun or name behind determiners, numbers and adjectives that stand before nouns.
    fn head(&self, range: &Range<usize>) -> usize {
        if self.grammar.head_last {
            let carries = |at: &usize| matches!(self.tag(*at), Tag::Open | Tag::Name);
            let word = |at: &usize| self.doc.word(self.token(*at)).is_word();
            let last = range.clone().rev().find(|at| carries(at) && word(at));
            return self.token(last.or_else(|| range.clone().last()).unwrap_or(range.start));
        }
        let opens = |at: &usize| {
            let lower = self.lower(*at);
            matches!(self.tag(*at), Tag::Determiner | Tag::Number)
                || self.lists.determiners.has(lower)
                || self.is_numeral(lower)
                || self.lists.preposed.has(lower)
        };
        let at = range.clone().find(|at| !opens(at)).or_else(|| range.clone().last()).unwrap_or(range.start);
        self.token(at)
    }
}
