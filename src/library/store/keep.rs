//! Keeps the index at the journal: takes articles and rulings in, groups on, and has the entries that changed written
//! anew.
//!
//! Works inside one transaction of the caller's; what is kept in memory between transactions must be dropped if one is
//! rolled back. Readings come ready made. `rows` writes entries, `stock` keeps tellings.

use super::aged::Aged;
use super::fetch::{self, Texts};
use super::gist;
use super::pack::{self, number_of};
use super::paragraphs::{PARAGRAPHS, index_texts, paragraph_at};
use super::ready::Ready;
use super::rows::Writing;
use super::ruling::{Ruling, ruled_groups};
use super::stock::{ArticleNo, Cache, Shelves, article_of, telling_no};
use super::typed::{beginnings, rank};
use crate::chronicle::{self, Actor, Filed, Grounds, Housed, No, Share, Sig, regroup};
use crate::model::text::fold;
use crate::model::{Article, ArticleId, Class, Reading, Seq};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Numbers of roles that nobody named holds begin here; they are known in their article alone.
const ROLES: Actor = 0x8000_0000;
/// So many articles are kept in memory: those of a batch and some others.
const ARTICLES: usize = 1000;
/// Of so many actors the names are kept in memory.
const NAMES: usize = 20_000;

/// An article to be taken in.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The record that files it.
    pub seq: Seq,
    /// The article.
    pub article: Arc<Article>,
    /// What was made of it.
    pub ready: Ready,
    /// Whether an assertion brings it along.
    pub brought: bool,
}

impl Incoming {
    /// The article with its reading.
    pub fn filed(&self) -> Filed {
        Filed { article: Arc::clone(&self.article), reading: Arc::clone(&self.ready.reading) }
    }
}

/// What is kept in memory while an index is written.
#[derive(Debug)]
pub struct Keeper {
    stock: Cache,
    actors: Aged<String, Actor>,
    firsts: Aged<Actor, Firsts>,
    names: Aged<Actor, HashMap<String, i64>>,
    /// Articles with their readings, as they were filed.
    filed: Aged<ArticleNo, Filed>,
    /// The first telling of the articles that are being taken in: a group that it or one behind it opened is new.
    first_new: No,
    /// What articles add to new groups.
    new_shares: HashMap<No, Vec<(ArticleNo, Share<Actor>)>>,
}

impl Default for Keeper {
    fn default() -> Self {
        Self {
            stock: Cache::default(),
            actors: Aged::new(NAMES),
            firsts: Aged::new(NAMES),
            names: Aged::new(NAMES),
            filed: Aged::new(ARTICLES),
            first_new: No::MAX,
            new_shares: HashMap::new(),
        }
    }
}

/// Where an actor is named first, in each language: see [`fetch::first_place`].
#[derive(Debug, Default, Clone)]
struct Firsts {
    french: Option<Vec<u8>>,
    english: Option<Vec<u8>>,
}

/// One article whose tellings are to be compared anew.
struct Refiled {
    gone: Vec<No>,
    come: Vec<(No, i64, Sig)>,
}

impl Keeper {
    /// Takes articles and rulings in. Returns the groups whose entries were written anew.
    pub fn take(
        &mut self,
        connection: &Connection,
        incoming: &[Incoming],
        ruling: &Ruling<'_>,
        texts: &Texts<'_>,
    ) -> rusqlite::Result<BTreeSet<No>> {
        self.stock.forget_moves();
        let mut added = Vec::new();
        let mut again = BTreeSet::new();
        for incoming in incoming {
            match self.file(connection, incoming)? {
                Filing::New(no) => added.push((no, incoming)),
                Filing::Again(no) => {
                    again.insert(no);
                }
            }
        }
        self.first_new = added.first().map_or(No::MAX, |(no, _)| telling_no(*no, 0));
        index_texts(connection, &added)?;
        let mut coming = Vec::new();
        for (no, incoming) in added {
            coming.extend(self.signatures(connection, no, &incoming.filed(), ruling.after, texts)?);
        }
        let mut tellings: Vec<No> = coming.iter().map(|(no, ..)| *no).collect();
        Shelves::new(connection, &mut self.stock).add(coming)?;
        let mut touched = BTreeSet::new();
        if !ruling.changed.is_empty() || !again.is_empty() {
            Shelves::new(connection, &mut self.stock).write_down()?;
            again.extend(self.reruled(connection, ruling, texts)?);
            touched.append(&mut self.refile(connection, &again, ruling.after, texts, &mut tellings)?);
            touched.append(&mut ruled_groups(connection, ruling)?);
        }
        let mut shelves = Shelves::new(connection, &mut self.stock);
        touched.append(&mut regroup(&mut shelves, &tellings, &[]));
        shelves.write_down()?;
        shelves.check()?;
        self.share_out(connection, &again, texts)?;
        touched.append(&mut self.relink(connection, ruling, texts)?);
        let heads = Writing { keeper: self, connection, grounds: ruling.after, texts }.entries(&touched)?;
        touched.extend(heads);
        Ok(touched)
    }

    /// An article with its reading, from memory if it is there.
    pub fn filed(
        &mut self,
        connection: &Connection,
        no: ArticleNo,
        texts: &Texts<'_>,
    ) -> rusqlite::Result<Option<Filed>> {
        if let Some(filed) = self.filed.get(&no) {
            return Ok(Some(filed.clone()));
        }
        let filed = fetch::filed(connection, no, texts)?;
        if let Some(filed) = &filed {
            self.filed.insert(no, filed.clone());
        }
        Ok(filed)
    }

    /// Whether a group was opened by one of the articles that are being taken in; there are no rows of it yet.
    pub const fn is_new(&self, group: No) -> bool {
        group >= self.first_new
    }

    /// What articles add to a group.
    pub fn shares(
        &mut self,
        connection: &Connection,
        group: No,
    ) -> rusqlite::Result<Vec<(ArticleNo, Share<Actor>)>> {
        if self.is_new(group) {
            return Ok(self.new_shares.remove(&group).unwrap_or_default());
        }
        let mut shares = Vec::new();
        let mut statement = connection.prepare_cached("SELECT article, adds FROM share WHERE home = ?1")?;
        let mut rows = statement.query([group])?;
        while let Some(row) = rows.next()? {
            let no: ArticleNo = row.get(0)?;
            let share = pack::unpack_share(row.get_ref(1)?.as_blob().unwrap_or_default());
            shares.extend(share.map(|share| (no, share)));
        }
        Ok(shares)
    }

    /// The article of an identity.
    pub fn find(
        &mut self,
        connection: &Connection,
        id: &ArticleId,
        texts: &Texts<'_>,
    ) -> rusqlite::Result<Option<(ArticleNo, Filed)>> {
        let Some(no) = fetch::article_no(connection, id)? else { return Ok(None) };
        Ok(self.filed(connection, no, texts)?.map(|filed| (no, filed)))
    }

    fn file(&mut self, connection: &Connection, incoming: &Incoming) -> rusqlite::Result<Filing> {
        let Incoming { seq, article, ready, brought } = incoming;
        let day = number_of(article.published.date);
        let known = fetch::article_no(connection, &article.id)?;
        let no = if let Some(no) = known {
            // An assertion brought it along before, or brings it along again.
            if *brought {
                return Ok(Filing::Again(no));
            }
            connection
                .prepare_cached(
                    "UPDATE article SET seq = ?2, file = ?3, brought = 0, reading = ?4 WHERE no = ?1",
                )?
                .execute(params![no, seq, article.file_name(), ready.packed])?;
            no
        } else {
            connection
                .prepare_cached("INSERT INTO article(id, day, seq, file, brought, reading) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
                .execute(params![article.id.0.as_slice(), day, seq, article.file_name(), brought, ready.packed])?;
            connection.last_insert_rowid()
        };
        if !brought {
            connection
                .prepare_cached(
                    "INSERT INTO day VALUES (?1, 1, 0) ON CONFLICT(day) DO UPDATE SET articles = articles + 1",
                )?
                .execute([day])?;
            connection
                .prepare_cached("UPDATE meta SET value = value + 1 WHERE name = 'articles'")?
                .execute([])?;
        }
        self.know_parties(connection, no, article, &ready.reading)?;
        self.filed.insert(no, incoming.filed());
        Ok(if known.is_some() { Filing::Again(no) } else { Filing::New(no) })
    }

    /// The signatures of an article's tellings, each with its number and paragraph.
    fn signatures(
        &mut self,
        connection: &Connection,
        no: ArticleNo,
        filed: &Filed,
        grounds: &Grounds,
        texts: &Texts<'_>,
    ) -> rusqlite::Result<Vec<(No, i64, Sig)>> {
        let mut earlier = Vec::new();
        for id in grounds.earlier(&filed.article.id) {
            earlier.extend(self.find(connection, &id, texts)?.map(|(_, filed)| filed));
        }
        let Some(ground) = grounds.ground(filed, &earlier) else { return Ok(Vec::new()) };
        let mut roles = 0;
        let mut trouble = None;
        let mut starts = Vec::new();
        let sigs = ground.signatures(&mut starts, |key, class| {
            if class == Class::Role && roles < 0xff && no < 0x7f_ffff {
                roles += 1;
                return ROLES | u32::try_from(no << 8).unwrap_or(0) | roles;
            }
            self.actor(connection, &key).unwrap_or_else(|why| {
                trouble = Some(why);
                0
            })
        });
        if let Some(why) = trouble {
            return Err(why);
        }
        let breaks: Vec<usize> = filed.article.text.match_indices('\n').map(|(at, _)| at).collect();
        let told = sigs.into_iter().zip(starts);
        Ok(told
            .map(|(sig, start)| (telling_no(no, sig.order.2), paragraph_at(&breaks, start), sig))
            .collect())
    }

    /// Articles whose tellings may be compared otherwise by rulings that have changed.
    fn reruled(
        &mut self,
        connection: &Connection,
        ruling: &Ruling<'_>,
        texts: &Texts<'_>,
    ) -> rusqlite::Result<BTreeSet<ArticleNo>> {
        let mut found = BTreeSet::new();
        for article in ruling.articles() {
            found.extend(fetch::article_no(connection, &article)?);
        }
        if !ruling.is_about_actors() {
            return Ok(found);
        }
        for key in ruling.moved_grounds() {
            if let Some(actor) = fetch::actor_no(connection, &key)? {
                let tellings = Shelves::new(connection, &mut self.stock).of_actor(actor)?;
                found.extend(tellings.into_iter().map(article_of));
            }
        }
        let offices = ruling.offices();
        if !offices.is_empty() {
            let numbers: Vec<ArticleNo> = connection
                .prepare_cached("SELECT no FROM article")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            for no in numbers {
                let Some(filed) = fetch::filed(connection, no, texts)? else { continue };
                let mut roles = filed.reading.parties.iter().filter(|party| party.class == Class::Role);
                if roles.any(|party| offices.contains(&fold(&party.name))) {
                    found.insert(no);
                }
            }
        }
        Ok(found)
    }

    /// Compares the tellings of these articles anew, where rulings have changed what is compared. Those that come are left
    /// to be grouped. Returns the groups that have changed meanwhile.
    fn refile(
        &mut self,
        connection: &Connection,
        articles: &BTreeSet<ArticleNo>,
        grounds: &Grounds,
        texts: &Texts<'_>,
        tellings: &mut Vec<No>,
    ) -> rusqlite::Result<BTreeSet<No>> {
        let mut refiled = Vec::new();
        for no in articles {
            let Some(filed) = self.filed(connection, *no, texts)? else { continue };
            let come = self.signatures(connection, *no, &filed, grounds, texts)?;
            let mut shelves = Shelves::new(connection, &mut self.stock);
            let gone = shelves.of_article(*no);
            let same = gone.len() == come.len()
                && come
                    .iter()
                    .all(|(telling, _, sig)| shelves.known(*telling).is_some_and(|known| *known == *sig));
            shelves.check()?;
            if !same {
                refiled.push(Refiled { gone, come });
            }
        }
        let mut shelves = Shelves::new(connection, &mut self.stock);
        let gone: Vec<No> = refiled.iter().flat_map(|article| article.gone.iter().copied()).collect();
        tellings.retain(|telling| !gone.contains(telling));
        let touched = regroup(&mut shelves, &[], &gone);
        for telling in gone {
            shelves.remove(telling)?;
        }
        let coming: Vec<(No, i64, Sig)> = refiled.into_iter().flat_map(|article| article.come).collect();
        tellings.extend(coming.iter().map(|(telling, ..)| *telling));
        shelves.add(coming)?;
        shelves.write_down()?;
        shelves.check()?;
        Ok(touched)
    }

    /// Writes down anew what articles add to entries, where their tellings have moved, and for these.
    fn share_out(
        &mut self,
        connection: &Connection,
        again: &BTreeSet<ArticleNo>,
        texts: &Texts<'_>,
    ) -> rusqlite::Result<()> {
        let mut moves = self.stock.moves();
        self.new_shares.clear();
        for no in again {
            let homes = fetch::homes(connection, *no)?;
            moves.entry(*no).or_default().extend(homes.into_iter().flatten());
        }
        let mut tellings = gist::Tellings::default();
        for (no, left) in moves {
            let Some(filed) = self.filed(connection, no, texts)? else { continue };
            let housed = Housed { homes: fetch::homes(connection, no)?, filed };
            let mut insert = connection.prepare_cached("INSERT OR REPLACE INTO share VALUES (?1, ?2, ?3)")?;
            let (mut held, mut told) = (BTreeSet::new(), Vec::new());
            for (home, share) in chronicle::shares_of(&housed) {
                let mut cast = Vec::with_capacity(share.cast.len());
                for (key, parts) in &share.cast {
                    cast.push((self.actor(connection, key)?, *parts));
                }
                let Share { published, article, id, span, tellings, lines, .. } = share;
                let share = Share { published, article, id, span, tellings, cast, lines };
                insert.execute(params![home, no, pack::share(&share)])?;
                held.insert(home);
                let lines = share.lines.iter().filter_map(|line| i64::try_from(*line).ok());
                told.extend(lines.map(|line| (line.min(PARAGRAPHS - 1), home)));
                if home >= self.first_new {
                    self.new_shares.entry(home).or_default().push((no, share));
                }
            }
            tellings.put(no, told);
            let mut gone = connection.prepare_cached("DELETE FROM share WHERE home = ?1 AND article = ?2")?;
            for home in left.difference(&held) {
                gone.execute(params![home, no])?;
            }
        }
        tellings.write(connection)
    }

    /// Keeps which groups are linked by rulings. Returns those of which that has changed.
    fn relink(
        &mut self,
        connection: &Connection,
        ruling: &Ruling<'_>,
        texts: &Texts<'_>,
    ) -> rusqlite::Result<BTreeSet<No>> {
        let linked = "SELECT home, head FROM linked";
        let was: BTreeMap<No, No> = connection
            .prepare_cached(linked)?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let now = self.linked(connection, ruling.after, texts)?;
        if was == now {
            return Ok(BTreeSet::new());
        }
        let differs = |no: &&No| was.get(no) != now.get(no);
        let heads = |of: &BTreeMap<No, No>| -> BTreeSet<No> {
            of.iter().filter(|(no, _)| differs(no)).map(|(_, head)| *head).collect()
        };
        let changed = heads(&was).union(&heads(&now)).copied().collect::<BTreeSet<No>>();
        let moved = was.iter().chain(&now).filter(|(_, head)| changed.contains(head)).map(|(no, _)| *no);
        let moved = moved.collect();
        connection.execute("DELETE FROM linked", [])?;
        let mut insert = connection.prepare_cached("INSERT INTO linked VALUES (?1, ?2)")?;
        for (home, head) in now {
            insert.execute(params![home, head])?;
        }
        Ok(moved)
    }

    /// The groups that rulings link, each with the first of those linked with it.
    fn linked(
        &mut self,
        connection: &Connection,
        grounds: &Grounds,
        texts: &Texts<'_>,
    ) -> rusqlite::Result<BTreeMap<No, No>> {
        let mut heads: BTreeMap<No, No> = BTreeMap::new();
        for (one, other) in grounds.links() {
            let mut homes = BTreeSet::new();
            for anchor in [one, other] {
                let keeper = std::cell::RefCell::new(&mut *self);
                let find = |id: &ArticleId| {
                    let found = keeper.borrow_mut().find(connection, id, texts).ok().flatten();
                    found.map(|(_, filed)| filed)
                };
                for (article, place) in grounds.answering(anchor, &find) {
                    if let Some(no) = fetch::article_no(connection, &article)? {
                        homes.extend(fetch::home(connection, telling_no(no, place))?);
                    }
                }
            }
            let all: BTreeSet<No> =
                homes.iter().map(|home| heads.get(home).copied().unwrap_or(*home)).collect();
            let Some(first) = all.first().copied() else { continue };
            homes.extend(&all);
            for head in heads.values_mut().filter(|head| all.contains(head)) {
                *head = first;
            }
            heads.extend(homes.into_iter().map(|home| (home, first)));
        }
        let sizes = heads.values().fold(HashMap::<No, usize>::new(), |mut sizes, head| {
            *sizes.entry(*head).or_default() += 1;
            sizes
        });
        heads.retain(|_, head| sizes.get(head).is_some_and(|size| *size > 1));
        Ok(heads)
    }

    /// The number of an actor.
    pub fn actor(&mut self, connection: &Connection, key: &str) -> rusqlite::Result<Actor> {
        if let Some(known) = self.actors.get(key) {
            return Ok(*known);
        }
        let found = connection
            .prepare_cached("SELECT no, fr, en FROM actor WHERE key = ?1")?
            .query_row([key], |row| {
                Ok((row.get::<_, Actor>(0)?, Firsts { french: row.get(1)?, english: row.get(2)? }))
            })
            .optional()?;
        let (no, firsts) = if let Some(found) = found {
            found
        } else {
            connection
                .prepare_cached("INSERT INTO actor(key, name, class) VALUES (?1, '', 3)")?
                .execute([key])?;
            (Actor::try_from(connection.last_insert_rowid()).unwrap_or(Actor::MAX), Firsts::default())
        };
        self.firsts.insert(no, firsts);
        self.actors.insert(key.to_owned(), no);
        Ok(no)
    }

    /// Where an actor is named first.
    fn firsts(&mut self, connection: &Connection, no: Actor) -> rusqlite::Result<Firsts> {
        if let Some(known) = self.firsts.get(&no) {
            return Ok(known.clone());
        }
        let found = connection
            .prepare_cached("SELECT fr, en FROM actor WHERE no = ?1")?
            .query_row([no], |row| Ok(Firsts { french: row.get(0)?, english: row.get(1)? }))
            .optional()?;
        Ok(found.unwrap_or_default())
    }

    /// Names and aliases; an actor is called as the first article that names it does.
    fn know_parties(
        &mut self,
        connection: &Connection,
        article_no: ArticleNo,
        article: &Article,
        reading: &Reading,
    ) -> rusqlite::Result<()> {
        use crate::model::Language;
        let day = number_of(article.published.date);
        for (party, at) in reading.parties.iter().zip(0_u16..) {
            if party.class == Class::Role {
                continue;
            }
            let no = self.actor(connection, &chronicle::key(party, &article.id))?;
            let place = fetch::first_place(day, &article.id, at, article_no);
            let mut firsts = self.firsts(connection, no)?;
            let known = [&firsts.french, &firsts.english];
            if known.iter().all(|known| known.as_ref().is_none_or(|known| place < *known)) {
                connection
                    .prepare_cached("UPDATE actor SET name = ?2, class = ?3 WHERE no = ?1")?
                    .execute(params![no, party.name, party.class as i64])?;
            }
            let (own, sql) = match reading.language {
                Language::French => (&mut firsts.french, "UPDATE actor SET fr = ?2 WHERE no = ?1"),
                Language::English => (&mut firsts.english, "UPDATE actor SET en = ?2 WHERE no = ?1"),
            };
            if own.as_ref().is_none_or(|known| place < *known) {
                connection.prepare_cached(sql)?.execute(params![no, place])?;
                *own = Some(place);
            }
            self.firsts.insert(no, firsts);
            for name in party.aliases.iter().chain([&party.name]) {
                self.know_name(connection, no, name, day)?;
            }
        }
        Ok(())
    }

    /// A name by its folded form, and by each of its later words, so that what is typed is found where a word begins.
    fn know_name(
        &mut self,
        connection: &Connection,
        actor: Actor,
        name: &str,
        day: i64,
    ) -> rusqlite::Result<()> {
        if self.names.get(&actor).is_none() {
            self.names.insert(actor, HashMap::new());
        }
        if self.names.get(&actor).is_some_and(|names| names.get(name).is_some_and(|since| *since <= day)) {
            return Ok(());
        }
        // Of several forms that fold alike the least stands, as far as it is known. A word of another name is no name, and
        // its day says nothing of when it is told as one.
        let mut insert = connection.prepare_cached(
            "INSERT INTO name VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT(folded, actor) DO UPDATE SET
                since = CASE
                    WHEN form IS NOT NULL AND excluded.form IS NULL THEN since
                    WHEN form IS NULL AND excluded.form IS NOT NULL THEN excluded.since
                    ELSE min(since, excluded.since) END,
                form = coalesce(min(form, excluded.form), form, excluded.form)",
        )?;
        let folded = fold(name);
        insert.execute(params![folded, actor, day, name])?;
        let mut words = vec![folded.as_str()];
        for (at, _) in folded.match_indices(|letter: char| !letter.is_alphanumeric()) {
            let rest = folded.get(at..).unwrap_or_default();
            let rest = rest.trim_start_matches(|letter: char| !letter.is_alphanumeric());
            if !rest.is_empty() {
                insert.execute(params![rest, actor, day, None::<&str>])?;
                words.push(rest);
            }
        }
        if let Some(names) = self.names.get(&actor) {
            names.insert(name.to_owned(), day);
        }
        // Who is listed under the first letters of other names already is under those of this one.
        let entries = connection
            .prepare_cached("SELECT entries FROM actor WHERE no = ?1")?
            .query_row([actor], |row| row.get(0))?;
        let rank = rank(entries);
        if rank > 0 {
            let mut list = connection.prepare_cached("INSERT OR IGNORE INTO begins VALUES (?1, ?2, ?3)")?;
            for beginning in words.into_iter().flat_map(beginnings) {
                list.execute(params![beginning, rank, actor])?;
            }
        }
        Ok(())
    }
}

enum Filing {
    New(ArticleNo),
    Again(ArticleNo),
}
