//! From chunks and descriptions to parties and mentions.
//!
//! Gives every chunk its party, resolves descriptions in discourse order, and says which noun group each mention
//! stands in.

use super::bodies::Bare;
use super::groups::{Determiner, Group};
use super::people::Person;
use super::resolve::{Answer, Resolver};
use super::scan::{Chunk, Scan, Sort};
use super::trail::Step;
use super::{Actors, Mentioned, Profile, organisations, places, trail};
use crate::lexicon::actors::Level;
use crate::lexicon::gazetteer::{Entity, EntityKind};
use crate::model::text::fold;
use crate::model::{Class, Doubt, Mention, Party, PartyIndex, Span};
use crate::reading::doc::ParagraphKind;
use crate::reading::words::Shape;
use std::ops::Range;

/// Builds the layer's result.
pub fn assemble(scan: &mut Scan<'_, '_>, groups: &[Group], people: &[Person], bare: &[Bare]) -> Actors {
    let mut builder =
        Builder { actors: Actors::default(), party: vec![None; scan.chunks.len()], person: Vec::new() };
    if let Some(first) = scan.doc.words.get(super::scan::LIMIT) {
        builder.actors.doubts.push(Doubt { span: first.span, why: Doubt::LONG });
    }
    builder.persons(scan, groups, people);
    organisations::settle(scan, groups);
    builder.party.resize(scan.chunks.len(), None);
    builder.bodies(scan);
    builder.states_and_places(scan);
    builder.named_mentions(scan, groups);
    builder.descriptions(scan, groups, people);
    builder.bare_bodies(scan, bare);
    builder.finish()
}

/// A mention with the tokens of its group, before nesting is known.
struct Builder {
    actors: Actors,
    /// The party of each chunk.
    party: Vec<Option<PartyIndex>>,
    /// The party of each person.
    person: Vec<PartyIndex>,
}

impl Builder {
    fn persons(&mut self, scan: &Scan<'_, '_>, groups: &[Group], people: &[Person]) {
        for person in people {
            let name = person
                .entity
                .map_or_else(|| canonical(&person.name), |entity| entity.name(scan.doc.language).to_owned());
            // « le baron de Gutschmid », of whom nothing else is told: the title is part of how one knows him.
            let name =
                person.entity.is_none().then(|| with_title(scan, groups, person)).flatten().unwrap_or(name);
            let mut aliases: Vec<String> = Vec::new();
            for form in person
                .chunks
                .iter()
                .filter_map(|&index| scan.chunks.get(index))
                .map(|chunk| chunk.span.of(scan.doc.text))
            {
                if form != name && !aliases.iter().any(|known| known == form) {
                    aliases.push(form.to_owned());
                }
            }
            let known = person.entity.into_iter().flat_map(Entity::aliases);
            aliases.extend(known.map(str::to_owned));
            let offices = person
                .held
                .iter()
                .filter_map(|held| groups.get(held.group))
                .map(|group| fold(scan.doc.span(&group.words).of(scan.doc.text)))
                .collect();
            self.person.push(self.actors.parties.len());
            self.actors.parties.push(Party {
                name,
                class: Class::Person,
                id: person.entity.map(|entity| entity.id().to_owned()),
                aliases,
            });
            self.actors.profiles.push(Profile {
                gender: person.gender,
                plural: false,
                state: person.state.map(|state| state.name(scan.doc.language).to_owned()),
                offices,
            });
            for &index in &person.chunks {
                if let Some(party) = self.party.get_mut(index) {
                    *party = Some(self.actors.parties.len() - 1);
                }
            }
        }
    }

    /// The party of that name or entity, made if there is none yet.
    fn party_of(
        &mut self,
        scan: &Scan<'_, '_>,
        name: &str,
        class: Class,
        entity: Option<&'static Entity>,
        plural: bool,
    ) -> PartyIndex {
        let known = self.actors.parties.iter().position(|party| match (&party.id, entity) {
            (Some(id), Some(entity)) => id == entity.id(),
            _ => false,
        });
        let folded = fold(name);
        let known = known.or_else(|| {
            entity.is_none().then(|| {
                self.actors.parties.iter().position(|party| {
                    party.class == class
                        && (fold(&party.name) == folded
                            || party.aliases.iter().any(|alias| fold(alias) == folded))
                })
            })?
        });
        if let Some(known) = known {
            return known;
        }
        self.actors.parties.push(Party {
            name: entity.map_or_else(|| canonical(name), |entity| entity.name(scan.doc.language).to_owned()),
            class,
            id: entity.map(|entity| entity.id().to_owned()),
            aliases: entity.map_or_else(Vec::new, |entity| entity.aliases().map(str::to_owned).collect()),
        });
        self.actors.profiles.push(Profile {
            gender: entity.and_then(Entity::gender).map(super::scan::gender_of),
            plural: plural || entity.is_some_and(Entity::is_plural),
            state: entity.and_then(Scan::state_of).map(|state| state.name(scan.doc.language).to_owned()),
            offices: Vec::new(),
        });
        self.actors.parties.len() - 1
    }

    fn bodies(&mut self, scan: &Scan<'_, '_>) {
        for index in 0..scan.chunks.len() {
            let Some(chunk) = scan.chunks.get(index).filter(|chunk| chunk.sort == Sort::Organisation) else {
                continue;
            };
            if !scan.stands(index) {
                continue;
            }
            let name = organisations::name(scan, chunk);
            // « (OSCE) » right behind its long form is the same.
            let long = (chunk.rule == "acronym"
                && chunk.words.start > 1
                && scan.word(chunk.words.start - 1).text == "(")
                .then(|| scan.owner(chunk.words.start - 2))
                .flatten()
                .and_then(|long| self.party.get(long).copied().flatten())
                // « commission de l'Organisation des Etats américains | (OEA) »: short for the inner one.
                .filter(|long| {
                    let whole = self.actors.parties.get(*long);
                    let other =
                        |entity: &Entity| whole.is_some_and(|party| party.id.as_deref() != Some(entity.id()));
                    !chunk.entity.is_some_and(other)
                });
            let party = match long {
                Some(long) => {
                    if let Some(party) = self.actors.parties.get_mut(long)
                        && !party.aliases.contains(&name)
                    {
                        party.aliases.push(name);
                    }
                    long
                }
                None => self.party_of(scan, &name, Class::Organisation, chunk.entity, false),
            };
            // « ministère philippin »: a body belongs to the state of its adjective.
            let nation = chunk.words.clone().find_map(|at| scan.nation(at)).map(|(state, _)| state);
            if let (Some(state), Some(profile)) = (nation, self.actors.profiles.get_mut(party)) {
                profile.state.get_or_insert_with(|| state.name(scan.doc.language).to_owned());
            }
            if let Some(slot) = self.party.get_mut(index) {
                *slot = Some(party);
            }
        }
    }

    fn states_and_places(&mut self, scan: &Scan<'_, '_>) {
        for index in 0..scan.chunks.len() {
            if !scan.stands(index) {
                continue;
            }
            let Some(chunk) = scan.chunks.get(index) else { continue };
            let stands = places::stands(scan, index);
            match (chunk.sort, stands) {
                (Sort::State | Sort::Capital | Sort::Demonym { .. }, places::Stands::Actor) => {
                    let Some(entity) = chunk.entity else { continue };
                    let entity = places::union_at(scan, chunk).unwrap_or(entity);
                    let class = entity.class().unwrap_or(Class::State);
                    let plural = matches!(chunk.sort, Sort::Demonym { plural: true });
                    let party = self.party_of(scan, entity.fr(), class, Some(entity), plural);
                    if let Some(slot) = self.party.get_mut(index) {
                        *slot = Some(party);
                    }
                }
                (_, places::Stands::Place(locative)) => {
                    if let Some(slot) = self.party.get_mut(index) {
                        *slot = None;
                    }
                    let place = places::mention(scan, chunk, locative);
                    self.actors.places.push(place);
                }
                (Sort::Name, _) if places::is_unknown_place(scan, index) => {
                    let place = places::mention(scan, chunk, true);
                    self.actors.places.push(place);
                }
                _ => {}
            }
        }
        for dateline in scan.doc.paragraphs.iter().filter_map(|paragraph| paragraph.dateline) {
            let known = self.actors.places.iter().any(|place| dateline.contains(place.span));
            self.actors.places.extend(places::of_dateline(scan, dateline).filter(|_| !known));
        }
        self.actors.places.sort_by_key(|place| (place.words.start, place.span.start));
    }

    fn named_mentions(&mut self, scan: &Scan<'_, '_>, groups: &[Group]) {
        for (index, chunk) in scan.chunks.iter().enumerate() {
            let Some(party) = self.party.get(index).copied().flatten() else { continue };
            if !scan.stands(index) || scan.doc.in_dateline(chunk.words.start) {
                continue;
            }
            if signs(scan, chunk) || inside_body(scan, index, chunk) || inside_head(scan, groups, chunk) {
                continue;
            }
            let class = match chunk.sort {
                Sort::Person => Class::Person,
                Sort::Organisation => Class::Organisation,
                _ => self.actors.parties.get(party).map_or(Class::State, |party| party.class),
            };
            let plural = matches!(chunk.sort, Sort::Demonym { plural: true });
            let group = named_group(scan, groups, index, chunk);
            self.push(scan, chunk.words.clone(), chunk.span, party, class, chunk.rule, group, plural);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of one mention")]
    fn push(
        &mut self,
        scan: &Scan<'_, '_>,
        words: Range<usize>,
        bytes: Span,
        party: PartyIndex,
        class: Class,
        rule: &'static str,
        group: Range<usize>,
        plural: bool,
    ) {
        let quoted = scan.doc.is_quoted(words.start);
        let subject = trail::subject_at(scan, group.start);
        let mention = Mention { span: bytes, party, class, rule };
        self.actors.mentions.push(Mentioned { mention, words, group, inside: None, plural, subject, quoted });
    }

    /// Resolves descriptions: the body's in order, then the headline's, which may mean anybody; what leans on another
    /// person (« son homologue ») comes last there.
    fn descriptions(&mut self, scan: &Scan<'_, '_>, groups: &[Group], people: &[Person]) {
        let mut resolver = Resolver {
            scan,
            groups,
            people,
            party: &self.party.clone(),
            trail: trail::trail(scan, groups, people),
            learned: vec![Vec::new(); people.len()],
            unnamed: Vec::new(),
            trusted: super::tenures::trusted(scan, people),
        };
        let headline = |group: &Group| scan.doc.kind_at(group.head.start) == ParagraphKind::Headline;
        let order = |number: usize| {
            groups.get(number).map_or((false, false), |group| {
                (headline(group), headline(group) && group.level == Level::Relation)
            })
        };
        let mut numbers: Vec<usize> = (0..groups.len()).collect();
        numbers.sort_by_key(|&number| order(number));
        let mut answers: Vec<(usize, Answer)> = Vec::new();
        for number in numbers {
            let Some(group) = groups.get(number) else { continue };
            if !group.holders.is_empty() {
                self.beside_its_name(scan, group, people);
                continue;
            }
            if within_other(scan, groups, number) {
                continue;
            }
            let answer = resolver.answer(number);
            if let Answer::Person(person) = answer {
                let subject = trail::subject_at(scan, group.start);
                resolver.trail.add(Step { word: group.head.start, person, subject });
            }
            answers.push((number, answer));
        }
        let bridged: Vec<(usize, usize)> = answers
            .iter()
            .filter(|(_, answer)| matches!(answer, Answer::Office))
            .filter_map(|(number, _)| resolver.bridge(*number).map(|person| (*number, person)))
            .collect();
        let person_of = |number: usize| {
            bridged.iter().find(|(open, _)| *open == number).map(|(_, person)| Answer::Person(*person))
        };
        let leads: Vec<usize> = answers
            .iter()
            .filter(|(_, answer)| matches!(answer, Answer::Lead))
            .map(|(number, _)| *number)
            .collect();
        let announced = resolver.announced(&leads);
        for (number, answer) in answers {
            let Some(group) = groups.get(number) else { continue };
            let named = match answer {
                Answer::Office => person_of(number).unwrap_or(answer),
                Answer::Unnamed(other) => person_of(other).unwrap_or(answer),
                Answer::Lead => announced.map_or(Answer::Nobody, Answer::Person),
                _ => answer,
            };
            self.described(scan, groups, group, named);
        }
    }

    /// Adds the mention of a description.
    fn described(&mut self, scan: &Scan<'_, '_>, groups: &[Group], group: &Group, answer: Answer) {
        let bytes = scan.doc.span(&group.words);
        let (party, rule) = match answer {
            Answer::Person(person) => {
                let Some(&party) = self.person.get(person) else { return };
                (party, "role-resolved")
            }
            Answer::Known(entity) => {
                (self.party_of(scan, entity.fr(), Class::Person, Some(entity), false), "role-office")
            }
            Answer::Office => {
                let party = self.party_of(scan, bytes.of(scan.doc.text), Class::Role, None, false);
                if let (Some(nation), Some(profile)) =
                    (group.tail.nation, self.actors.profiles.get_mut(party))
                {
                    profile.state = Some(nation.name(scan.doc.language).to_owned());
                    profile.gender = profile.gender.or(group.gender);
                }
                (party, "role-unnamed")
            }
            Answer::Unnamed(other) => {
                let Some(other) = groups.get(other) else { return };
                let name = scan.doc.span(&other.words).of(scan.doc.text);
                (self.party_of(scan, name, Class::Role, None, false), "role-again")
            }
            Answer::Open => {
                self.actors.doubts.push(Doubt { span: bytes, why: Doubt::SEVERAL });
                return;
            }
            Answer::Nobody | Answer::Lead => return,
        };
        self.push(scan, group.words.clone(), bytes, party, Class::Role, rule, group.start..group.end, false);
    }

    /// « Iouri Ouchakov, son homologue »: a possessive behind the name points at another person as well, so it counts.
    fn beside_its_name(&mut self, scan: &Scan<'_, '_>, group: &Group, people: &[Person]) {
        let relation =
            group.behind && group.determiner == Determiner::Possessive && group.level == Level::Relation;
        // « Knut Frydenlund, their host »: only a counterpart is told by its other.
        let relation =
            relation && scan.tables.office(group.office).is_some_and(|office| office.id == "counterpart");
        let holder = group
            .holders
            .first()
            .and_then(|&holder| people.iter().position(|person| person.chunks.contains(&holder)));
        if let (true, Some(party)) = (relation, holder.and_then(|person| self.person.get(person).copied())) {
            let words = group.head.clone();
            let bytes = scan.doc.span(&words);
            self.push(scan, words, bytes, party, Class::Role, "role-apposed", group.start..group.end, false);
        }
    }

    fn bare_bodies(&mut self, scan: &Scan<'_, '_>, bare: &[Bare]) {
        self.actors.mentions.sort_by_key(|found| found.words.start);
        let governments: Vec<Option<(Range<usize>, &'static Entity)>> =
            bare.iter().map(|one| organisations::government(scan, &self.actors, one)).collect();
        let implied: Vec<Option<super::implied::Implied>> =
            bare.iter().map(|one| super::implied::find(scan, &self.actors, one)).collect();
        self.realms(scan);
        for (number, (one, government)) in bare.iter().zip(governments).enumerate() {
            if let Some((words, state)) = government {
                let party = match super::implied::government(scan, state, words.start) {
                    Some(name) => self.party_of(scan, &name, Class::Organisation, None, false),
                    None => self.party_of(scan, state.fr(), Class::State, Some(state), false),
                };
                self.tell_state(scan, party, state);
                let bytes = scan.doc.span(&words);
                let group = words.start.saturating_sub(1)..words.end;
                self.push(scan, words, bytes, party, Class::Organisation, "government-of", group, false);
                continue;
            }
            if let Some((party, class)) = organisations::bare(scan, &self.actors, one) {
                let bytes = scan.doc.span(&one.words);
                let start = one.words.start.saturating_sub(1);
                if self.named_anew(scan, &one.words, party, "body-alone") {
                    continue;
                }
                self.push(
                    scan,
                    one.words.clone(),
                    bytes,
                    party,
                    class,
                    "body-alone",
                    start..one.words.end,
                    false,
                );
            } else if let Some(found) = implied.get(number).and_then(Option::as_ref) {
                let party = match (&found.name, found.state) {
                    (Some(name), _) => {
                        let known = super::implied::known(scan, name);
                        self.party_of(scan, name, Class::Organisation, known, false)
                    }
                    (None, Some(state)) => self.party_of(scan, state.fr(), Class::State, Some(state), false),
                    (None, None) => continue,
                };
                if let Some(state) = found.state {
                    self.tell_state(scan, party, state);
                }
                let words = found.words.clone();
                if self.named_anew(scan, &words, party, "body-implied") {
                    continue;
                }
                let bytes = scan.doc.span(&words);
                let group = words.start.saturating_sub(1)..words.end;
                self.push(scan, words, bytes, party, Class::Organisation, "body-implied", group, false);
            }
        }
    }

    /// Has an assembly's noun, which went by itself so far, mean a party; whether one stands there.
    fn named_anew(
        &mut self,
        scan: &Scan<'_, '_>,
        words: &Range<usize>,
        party: PartyIndex,
        rule: &'static str,
    ) -> bool {
        if scan.chunk_at(words.start).is_none_or(|chunk| chunk.rule != super::bodies::ALONE) {
            return false;
        }
        let Some(found) = self.actors.mentions.iter_mut().find(|found| found.words == *words) else {
            return false;
        };
        (found.mention.party, found.mention.rule) = (party, rule);
        true
    }

    /// Notes whose a body is, unless that is known.
    fn tell_state(&mut self, scan: &Scan<'_, '_>, party: PartyIndex, state: &'static Entity) {
        if let Some(profile) = self.actors.profiles.get_mut(party) {
            profile.state.get_or_insert_with(|| state.name(scan.doc.language).to_owned());
        }
    }

    /// « le royaume », « its neighbour »: states told by a common noun.
    fn realms(&mut self, scan: &Scan<'_, '_>) {
        for (at, party, rule) in super::realms::find(scan, &self.actors) {
            let words = at..at + 1;
            let bytes = scan.doc.span(&words);
            self.push(scan, words, bytes, party, Class::Role, rule, at - 1..at + 1, false);
        }
    }

    /// Orders the mentions and tells which stand in another's group.
    fn finish(mut self) -> Actors {
        self.actors
            .mentions
            .sort_by_key(|found| (found.mention.span.start, std::cmp::Reverse(found.mention.span.end)));
        self.actors.mentions.dedup_by(|later, earlier| {
            later.mention.span.overlaps(earlier.mention.span) && later.mention.span == earlier.mention.span
        });
        let spans: Vec<(Range<usize>, Range<usize>)> =
            self.actors.mentions.iter().map(|found| (found.words.clone(), found.group.clone())).collect();
        for (number, found) in self.actors.mentions.iter_mut().enumerate() {
            // Only near ones can hold it: mentions are in order, and a noun group has few.
            let first = number.saturating_sub(16);
            found.inside = spans
                .iter()
                .enumerate()
                .take(number + 16)
                .skip(first)
                .filter(|(other, (words, group))| {
                    *other != number
                        && group.start <= found.words.start
                        && found.words.end <= group.end
                        && !(words.start >= found.group.start
                            && words.end <= found.group.end
                            && group.len() <= found.group.len())
                })
                .min_by_key(|(_, (_, group))| group.len())
                .map(|(other, _)| other);
            found.subject &= found.inside.is_none();
        }
        self.actors
    }
}

/// « SEOUL - L'armée … »: capitals that open a paragraph before a dash say where it was written.
pub fn opens_dispatch(scan: &Scan<'_, '_>, chunk: &Chunk) -> bool {
    let first = scan.doc.paragraphs.get(scan.word(chunk.words.start).paragraph);
    let dash = scan.word(chunk.words.end);
    let body = scan.doc.kind_at(chunk.words.start) == ParagraphKind::Body;
    let dashed = matches!(dash.text, "-" | "–" | "—" | "--") && !dash.glued;
    first.is_some_and(|paragraph| paragraph.words.start == chunk.words.start)
        && (dashed || body && dash.text == ":" && dash.glued)
        && chunk.words.clone().all(|at| scan.word(at).shape == Shape::Upper)
}

/// « (AFP) » behind the text of a headline or caption, and other signatures.
fn signs(scan: &Scan<'_, '_>, chunk: &Chunk) -> bool {
    let caption = scan.doc.kind_at(chunk.words.start) == ParagraphKind::Caption;
    let bracket = (chunk.words.start.saturating_sub(6)..chunk.words.start)
        .any(|at| scan.word(at).text == "(" && scan.together(at, chunk.words.start));
    // « … au port. (ANSA). »: an agency in brackets at the very end.
    let agency = chunk.entity.is_some_and(|entity| entity.kind() == EntityKind::Agency);
    let closing = || {
        let after = (chunk.words.end..chunk.words.end + 6).map(|at| scan.word(at));
        let mut after = after.take_while(|word| word.paragraph == scan.word(chunk.words.start).paragraph);
        after.all(|word| !word.is_word())
    };
    if agency && chunk.words.start.checked_sub(1).is_some_and(|at| scan.word(at).text == "(") && closing() {
        return true;
    }
    // « (BELGA) Le commissaire … » in front of a paragraph.
    let first = scan.doc.paragraphs.get(scan.word(chunk.words.start).paragraph);
    let opening = first.is_some_and(|paragraph| paragraph.words.start + 1 == chunk.words.start);
    if agency && bracket && opening && scan.word(chunk.words.end).text == ")" {
        return true;
    }
    // « … au port. (Anna Ozola) »: who took the picture.
    if caption && bracket && scan.word(chunk.words.end).text == ")" && closing() {
        return true;
    }
    // « … 14 April. REUTERS/Anna Ozola »
    let slashed = scan.word(chunk.words.end).text == "/" && scan.word(chunk.words.end).glued;
    let signed = chunk.words.start.checked_sub(2).is_some_and(|at| {
        scan.word(at + 1).text == "/"
            && scan
                .chunk_at(at)
                .is_some_and(|other| other.entity.is_some_and(|one| one.kind() == EntityKind::Agency))
    });
    if (agency && slashed || signed) && scan.word(chunk.words.start.saturating_sub(2)).text != "/" {
        return true;
    }
    let slash = scan.word(chunk.words.end).text == "/"
        || chunk.words.start.checked_sub(1).is_some_and(|at| scan.word(at).text == "/");
    caption && bracket && (slash || chunk.sort != Sort::Person)
}

/// A name inside the words of an institution that swallowed it.
fn inside_body(scan: &Scan<'_, '_>, index: usize, chunk: &Chunk) -> bool {
    scan.owner(chunk.words.start).is_some_and(|owner| {
        owner != index && scan.chunks.get(owner).is_some_and(|other| other.words.len() > chunk.words.len())
    })
}

/// « diplomatie allemande » in « chef de la diplomatie allemande »: part of the words for the office.
fn inside_head(scan: &Scan<'_, '_>, groups: &[Group], chunk: &Chunk) -> bool {
    // « président du | Conseil européen »: a known body that begins in the head and goes on behind it.
    let known = chunk.entity.is_some() && scan.word(chunk.words.start).is_capital();
    groups.iter().any(|group| {
        // « le chef du Pentagone »: the house counts.
        let seated = chunk.entity.is_some()
            && scan.tables.office(group.office).is_some_and(|office| !office.of.is_empty());
        !seated
            && group.head.start <= chunk.words.start
            && chunk.words.start < group.head.end
            && !(known && chunk.words.end > group.head.end)
    })
}

/// A description inside another's words (« le conseiller du président »): it counts only with a nation of its own.
fn within_other(scan: &Scan<'_, '_>, groups: &[Group], number: usize) -> bool {
    let Some(group) = groups.get(number) else { return false };
    let bare = group.tail.end == group.head.end;
    // « la sœur du maire »: kinship points at another person.
    let kin = |outer: &Group| {
        scan.tables.office(outer.office).is_some_and(|office| matches!(office.id, "kin" | "member"))
    };
    bare && groups.iter().enumerate().any(|(other, outer)| {
        other != number
            && !kin(outer)
            && outer.words.start < group.words.start
            && group.words.end <= outer.words.end
    })
}

/// The noun group of a named mention: title, descriptions and appositions on both sides.
fn named_group(scan: &Scan<'_, '_>, groups: &[Group], index: usize, chunk: &Chunk) -> Range<usize> {
    let mut start = chunk.start();
    let mut end = chunk.words.end;
    // « Les ministres, X et Y »: several behind a comma are groups of their own.
    let apart = |group: &Group| group.plural && group.end < chunk.start();
    for group in groups.iter().filter(|group| group.holders.contains(&index) && !apart(group)) {
        start = start.min(group.start);
        end = end.max(group.end);
    }
    if chunk.rule == "medium-named" {
        start = start.min(told_by_noun(scan, chunk.words.start));
    }
    if start == chunk.words.start
        && let Some(before) = start.checked_sub(1)
        && scan.together(before, start)
        && scan.lists().articles.has(scan.lower(before))
    {
        start = before;
    }
    start..end
}

/// « le quotidien tchadien | Al-Fajr », « le parti d'opposition | Nova Voda »: where the noun begins that says what
/// the name is, its article included.
fn told_by_noun(scan: &Scan<'_, '_>, name: usize) -> usize {
    let near = (name.saturating_sub(6)..name).rev().take_while(|&at| {
        let mark = matches!(scan.word(at).shape, Shape::OpenQuote);
        scan.together(at, name) && (scan.word(at).shape == Shape::Lower || mark)
    });
    let head = near
        .into_iter()
        .find(|&at| scan.tables.body(|distance| scan.fold(at + distance)).is_some_and(|body| body.named));
    let Some(head) = head else { return name };
    let article = head.checked_sub(1).filter(|&before| {
        scan.together(before, head) && scan.lists().determiners_any().any(|list| list.has(scan.lower(before)))
    });
    article.unwrap_or(head)
}

/// The surname with the title of nobility or church that stands before it, where the article never tells more.
fn with_title(scan: &Scan<'_, '_>, groups: &[Group], person: &Person) -> Option<String> {
    let lists = scan.lists();
    let own = person.parts.iter().filter(|part| !lists.particles.has(part.as_str())).count();
    if own != 1 {
        return None;
    }
    let titled = |&index: &usize| {
        let chunk = scan.chunks.get(index)?;
        let told = groups.iter().filter(|group| group.holders.contains(&index) && !group.behind);
        let heads = told.filter(|group| group.words.end == chunk.words.start && group.head.len() == 1);
        // « Lord Justice Pemberton » is no Lord Pemberton.
        let dot = |title: usize| usize::from(scan.word(title + 1).text == ".");
        let title = chunk.title.filter(|&title| title + 1 + dot(title) == chunk.words.start);
        let before = title.or_else(|| heads.map(|group| group.head.start).next())?;
        lists.name_titles.has(scan.lower(before)).then(|| {
            let title = scan.word(before).text;
            canonical(&format!("{title} {}", chunk.span.of(scan.doc.text)))
        })
    };
    person.chunks.iter().find_map(titled)
}

/// A canonical name from words of the text: first letter a capital, one kind of apostrophe, not all capitals.
pub fn canonical(words: &str) -> String {
    let plain = words.replace(['\u{2019}', '\u{02BC}'], "'").replace('\n', " ");
    let shouted = plain.chars().filter(|letter| letter.is_alphabetic()).count() > 6
        && plain.contains(' ')
        && !plain.chars().any(char::is_lowercase);
    if shouted {
        return plain.split(' ').map(titled).collect::<Vec<_>>().join(" ");
    }
    plain
}

fn titled(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        let rest: String = letters.flat_map(char::to_lowercase).collect();
        first.to_uppercase().chain(rest.chars()).collect()
    })
}
