//! journal.db: the records of a library on disk. Added to, never changed; several processes at once.
//!
//! A record is acknowledged once it is on disk (WAL, `synchronous=FULL`). Each line carries the hash of the one before;
//! triggers refuse every update and delete. Does not wait for its turn (the library's lock does) and does not know
//! what records mean.

use super::wire::{self, WireError};
use crate::model::{Article, ArticleId, Author, Change, Record, Seq};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _, TransactionBehavior, params};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The file's name in a library's directory.
pub const FILE: &str = "journal.db";
/// The version of the tables; an older program refuses a newer one.
const SCHEMA: i64 = 1;
/// « dpch », so that other programs' databases are not taken for ours.
const APPLICATION: i64 = 0x6470_6368;

const TABLES: &str = "
CREATE TABLE record(
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL,
    key BLOB UNIQUE,
    payload TEXT NOT NULL
) STRICT;
CREATE INDEX record_ruling ON record(seq) WHERE kind <> 'article-added';
CREATE TRIGGER record_stays BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'records are never changed'); END;
CREATE TRIGGER record_is_kept BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'records are never deleted'); END;
";

/// Why a journal on disk does not do what is asked.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The file cannot be opened.
    #[error("cannot open {}: {why}; check the name and your rights", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// `SQLite`'s words.
        why: String,
    },
    /// Something else's file.
    #[error("{} is no journal of depeche; name another library", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Written by a newer program.
    #[error("{} was made by a newer depeche (its version {found}, ours {SCHEMA}); use that one", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version found.
        found: i64,
    },
    /// No room.
    #[error("the disk of {} is full; nothing was recorded: free some space and do it again", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// No right to write.
    #[error("{} can only be read; ask its owner for the right to write, or copy the library", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The file is not what was written.
    #[error("{} is damaged ({why}); copy it away, then put back the last backup", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// How it shows.
        why: String,
    },
    /// A record that cannot be read.
    #[error("record {seq} of {} {why}", path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// Its number.
        seq: Seq,
        /// Why.
        why: WireError,
    },
    /// A record does not follow from the one before.
    #[error("record {seq} of {} does not follow from the one before it; one of the two was changed: put back the last backup", path.display())]
    Chain {
        /// The file.
        path: PathBuf,
        /// Its number.
        seq: Seq,
    },
    /// The directory is gone.
    #[error("{} is gone; it was removed or unmounted while it was open", path.display())]
    Gone {
        /// The file.
        path: PathBuf,
    },
    /// Anything else.
    #[error("cannot use {}: {why}", path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// `SQLite`'s words.
        why: String,
    },
}

impl DbError {
    /// What went wrong in `SQLite`, in words for people.
    pub fn of(path: &Path, error: &rusqlite::Error) -> Self {
        let (path, why) = (path.to_owned(), error.to_string());
        match error.sqlite_error_code() {
            _ if !path.exists() => Self::Gone { path },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly { path },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged { path, why },
            Some(ErrorCode::CannotOpen) => Self::Open { path, why },
            _ => Self::Other { path, why },
        }
    }

    /// Its name, and what is told with it, for whoever tells it in other words.
    pub fn cause(&self) -> (&'static str, Vec<String>) {
        let shown = |path: &Path| crate::model::text::visible(&path.display().to_string());
        match self {
            Self::Open { path, why } => ("open", vec![shown(path), why.clone()]),
            Self::Foreign { path } => ("foreign", vec![shown(path)]),
            Self::Newer { path, found } => {
                ("newer", vec![shown(path), found.to_string(), SCHEMA.to_string()])
            }
            Self::Full { path } => ("full", vec![shown(path)]),
            Self::ReadOnly { path } => ("read_only", vec![shown(path)]),
            Self::Damaged { path, why } => ("damaged", vec![shown(path), why.clone()]),
            Self::Record { path, seq, why } => {
                ("record", vec![seq.to_string(), shown(path), why.to_string()])
            }
            Self::Chain { path, seq } => ("chain", vec![seq.to_string(), shown(path)]),
            Self::Gone { path } => ("gone", vec![shown(path)]),
            Self::Other { path, why } => ("other", vec![shown(path), why.clone()]),
        }
    }

    /// Whether the file itself is broken.
    pub const fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged { .. } | Self::Foreign { .. })
    }
}

/// The journal of a library on disk.
#[derive(Debug)]
pub struct JournalDb {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    writes: bool,
}

/// A change to be recorded, with the key under which it is recorded once only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The change.
    pub change: Change,
    /// For an article its identity.
    pub key: Option<[u8; 32]>,
}

impl Proposed {
    /// A change; filing an article is recorded once only.
    pub fn new(change: Change) -> Self {
        let key = change.article().map(|article| article.0);
        Self { change, key }
    }
}

/// Makes an empty file for a database, if there is none: with the rights that the user's `umask` leaves, where `SQLite` by itself
/// would let nobody but the user write, whatever the `umask` grants to a group. What is beside it takes its rights from it.
///
/// Where the file cannot be made, opening it says why.
pub fn make(path: &Path) {
    let _said_when_opened = std::fs::OpenOptions::new().append(true).create(true).open(path);
}

impl JournalDb {
    /// Opens the journal of a directory for writing; makes it if there is none.
    pub fn open(directory: &Path) -> Result<Self, DbError> {
        let path = directory.join(FILE);
        let open = |why: rusqlite::Error| match DbError::of(&path, &why) {
            DbError::Gone { path } => DbError::Open { path, why: why.to_string() },
            other => other,
        };
        make(&path);
        let connection = Connection::open(&path).map_err(open)?;
        let journal = Self { connection, path, writes: true };
        journal.prepare().map_err(|why| journal.failed(&why))?;
        journal.check_version()?;
        Ok(journal)
    }

    /// Opens it for reading.
    pub fn open_to_read(directory: &Path) -> Result<Self, DbError> {
        let path = directory.join(FILE);
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let plain = Connection::open_with_flags(&path, flags);
        let readable = |connection: &Connection| {
            connection.query_row("SELECT 1 FROM sqlite_schema", [], |_| Ok(())).is_ok()
        };
        let connection = match plain {
            Ok(connection) if readable(&connection) => connection,
            // Without the right to write beside the file SQLite cannot share it; if nobody writes, it need not.
            _ => {
                let name = uri(&path);
                Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_URI)
                    .map_err(|why| DbError::Open { path: path.clone(), why: why.to_string() })?
            }
        };
        let journal = Self { connection, path, writes: false };
        journal.connection.busy_timeout(Duration::from_secs(10)).map_err(|why| journal.failed(&why))?;
        journal.check_version()?;
        Ok(journal)
    }

    fn prepare(&self) -> rusqlite::Result<()> {
        self.connection.busy_timeout(Duration::from_secs(10))?;
        self.connection.pragma_update(None, "journal_mode", "WAL")?;
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        let empty = self.pragma("user_version")? == 0 && self.tables()? == 0;
        if empty {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            // Somebody else may have been faster.
            if self.tables()? == 0 {
                self.connection.execute_batch(TABLES)?;
                self.connection.pragma_update(None, "application_id", APPLICATION)?;
                self.connection.pragma_update(None, "user_version", SCHEMA)?;
            }
            self.connection.execute_batch("COMMIT")?;
        }
        Ok(())
    }

    fn tables(&self) -> rusqlite::Result<i64> {
        self.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
    }

    fn pragma(&self, name: &str) -> rusqlite::Result<i64> {
        self.connection.pragma_query_value(None, name, |row| row.get(0))
    }

    fn check_version(&self) -> Result<(), DbError> {
        let found = self.pragma("user_version").map_err(|why| self.failed(&why))?;
        let application = self.pragma("application_id").map_err(|why| self.failed(&why))?;
        match found {
            _ if application != APPLICATION => Err(DbError::Foreign { path: self.path.clone() }),
            SCHEMA => Ok(()),
            found => Err(DbError::Newer { path: self.path.clone(), found }),
        }
    }

    pub(super) fn failed(&self, why: &rusqlite::Error) -> DbError {
        DbError::of(&self.path, why)
    }

    /// Whether it can be written to.
    pub const fn writes(&self) -> bool {
        self.writes
    }

    /// A number that changes when another connection has written.
    pub fn data_version(&self) -> i64 {
        self.pragma("data_version").unwrap_or(0)
    }

    /// The number of the last record, 0 if there is none.
    pub fn head(&self) -> Result<Seq, DbError> {
        let head =
            self.connection.query_row("SELECT coalesce(max(seq), 0) FROM record", [], |row| row.get(0));
        head.map_err(|why| self.failed(&why))
    }

    /// How many articles are recorded, up to that record.
    pub fn articles(&self, up_to: Seq) -> Result<u64, DbError> {
        // Rulings that came from another desk have keys too; there are few of them.
        let articles = self.connection.query_row(
            "SELECT (SELECT count(*) FROM record WHERE key IS NOT NULL AND seq <= ?1)
                - (SELECT count(*) FROM record WHERE kind <> 'article-added' AND kind <> 'article-revised'
                    AND key IS NOT NULL AND seq <= ?1)",
            [up_to.cast_signed()],
            |row| row.get(0),
        );
        articles.map_err(|why| self.failed(&why))
    }

    /// Records changes, all or none, and hands their records back; those whose key is recorded already are passed over.
    pub fn append(
        &mut self,
        proposed: Vec<Proposed>,
        author: &Author,
        at: DateTime<Utc>,
    ) -> Result<Vec<Record>, DbError> {
        let path = self.path.clone();
        if !path.exists() {
            return Err(DbError::Gone { path });
        }
        let mut written = Vec::with_capacity(proposed.len());
        let all = (|| {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            {
                let last = "SELECT seq, payload FROM record ORDER BY seq DESC LIMIT 1";
                let last = transaction
                    .query_row(last, [], |row| Ok((row.get::<_, Seq>(0)?, row.get::<_, String>(1)?)))
                    .optional()?;
                let (mut seq, mut previous) =
                    last.map_or((0, [0; 32]), |(seq, line)| (seq, *blake3::hash(line.as_bytes()).as_bytes()));
                let mut insert = transaction.prepare_cached(
                    "INSERT INTO record(seq, at, author, kind, key, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                     ON CONFLICT(key) DO NOTHING",
                )?;
                for Proposed { change, key } in proposed {
                    let record = Record { seq: seq + 1, at, author: author.clone(), previous, change };
                    let line = wire::write(&record);
                    let key = key.as_ref().map(<[u8; 32]>::as_slice);
                    let stamp = at.to_rfc3339();
                    let kind = record.change.name();
                    if insert.execute(params![record.seq, stamp, author.0, kind, key, line])? == 1 {
                        seq += 1;
                        previous = *blake3::hash(line.as_bytes()).as_bytes();
                        written.push(record);
                    }
                }
            }
            transaction.commit()
        })();
        all.map_err(|why: rusqlite::Error| DbError::of(&path, &why))?;
        Ok(written)
    }

    /// At most `limit` records after number `seq`, in order.
    pub fn after(&self, seq: Seq, limit: usize) -> Result<Vec<Record>, DbError> {
        self.select("SELECT seq, payload FROM record WHERE seq > ?1 ORDER BY seq LIMIT ?2", seq, limit)
    }

    /// The records after number `seq` that are not plain filings of articles.
    pub fn rulings_after(&self, seq: Seq) -> Result<Vec<Record>, DbError> {
        let rulings = "SELECT seq, payload FROM record WHERE kind <> 'article-added' AND seq > ?1 ORDER BY seq LIMIT ?2";
        self.select(rulings, seq, usize::MAX)
    }

    fn select(&self, sql: &str, seq: Seq, limit: usize) -> Result<Vec<Record>, DbError> {
        let lines = (|| {
            let mut statement = self.connection.prepare_cached(sql)?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let rows = statement.query_map(params![seq, limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect::<rusqlite::Result<Vec<(Seq, String)>>>()
        })();
        let lines = lines.map_err(|why| self.failed(&why))?;
        lines.into_iter().map(|(seq, line)| self.read(seq, &line)).collect()
    }

    fn read(&self, seq: Seq, line: &str) -> Result<Record, DbError> {
        wire::read(line).map_err(|why| DbError::Record { path: self.path.clone(), seq, why })
    }

    /// One record.
    pub fn record(&self, seq: Seq) -> Result<Option<Record>, DbError> {
        Ok(self.after(seq.saturating_sub(1), 1)?.into_iter().find(|record| record.seq == seq))
    }

    /// The line of one record, as it is stored.
    pub fn line(&self, seq: Seq) -> Result<Option<String>, DbError> {
        let line = self
            .connection
            .prepare_cached("SELECT payload FROM record WHERE seq = ?1")
            .and_then(|mut statement| statement.query_row([seq], |row| row.get(0)).optional());
        line.map_err(|why| self.failed(&why))
    }

    /// Whether an article is recorded.
    pub fn holds(&self, article: &ArticleId) -> Result<bool, DbError> {
        self.holds_key(&article.0)
    }

    /// Whether something is recorded under that key.
    pub fn holds_key(&self, key: &[u8; 32]) -> Result<bool, DbError> {
        let found = self
            .connection
            .prepare_cached("SELECT 1 FROM record WHERE key = ?1")
            .and_then(|mut statement| statement.exists([key.as_slice()]));
        found.map_err(|why| self.failed(&why))
    }

    /// A recorded article.
    pub fn article(&self, article: &ArticleId) -> Result<Option<Article>, DbError> {
        let found = self
            .connection
            .prepare_cached("SELECT seq, payload FROM record WHERE key = ?1")
            .and_then(|mut statement| {
                statement
                    .query_row([article.0.as_slice()], |row| {
                        Ok((row.get::<_, Seq>(0)?, row.get::<_, String>(1)?))
                    })
                    .optional()
            });
        let Some((seq, line)) = found.map_err(|why| self.failed(&why))? else { return Ok(None) };
        Ok(match self.read(seq, &line)?.change {
            Change::ArticleAdded { article } | Change::ArticleRevised { article, .. } => Some(article),
            _ => None,
        })
    }

    /// Whether every record is there, can be read and follows from the one before; how many there are.
    /// `tell` is called with the number of each that was checked.
    pub fn verify(&self, mut tell: impl FnMut(Seq)) -> Result<Seq, DbError> {
        let check: String = self
            .connection
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
            .map_err(|why| self.failed(&why))?;
        if check != "ok" {
            return Err(DbError::Damaged { path: self.path.clone(), why: check });
        }
        let (mut expected, mut previous) = (1, [0; 32]);
        let mut statement = self
            .connection
            .prepare("SELECT seq, payload FROM record ORDER BY seq")
            .map_err(|why| self.failed(&why))?;
        let mut rows = statement.query([]).map_err(|why| self.failed(&why))?;
        while let Some(row) = rows.next().map_err(|why| self.failed(&why))? {
            let (seq, line): (Seq, String) =
                row.get(0).and_then(|seq| Ok((seq, row.get(1)?))).map_err(|why| self.failed(&why))?;
            let record = self.read(seq, &line)?;
            if seq != expected || record.seq != expected || record.previous != previous {
                return Err(DbError::Chain { path: self.path.clone(), seq: expected });
            }
            previous = *blake3::hash(line.as_bytes()).as_bytes();
            expected += 1;
            tell(seq);
        }
        Ok(expected - 1)
    }
}

/// A name under which `SQLite` opens a file that nobody writes.
pub fn uri(path: &Path) -> String {
    use std::fmt::Write as _;
    let mut name = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(byte) {
            name.push(char::from(*byte));
        } else {
            let _infallible = write!(name, "%{byte:02x}");
        }
    }
    name + "?immutable=1"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Published;

    fn added(number: u32) -> Proposed {
        let published = Published::on("2025-03-01".parse().unwrap());
        let article = Article::new(published, Some("a.txt".to_owned()), format!("Titre\n\nCorps {number}."));
        Proposed::new(Change::ArticleAdded { article })
    }

    fn write(journal: &mut JournalDb, numbers: &[u32]) -> Vec<Record> {
        let proposed = numbers.iter().map(|number| added(*number)).collect();
        journal.append(proposed, &Author("anna".to_owned()), DateTime::UNIX_EPOCH).unwrap()
    }

    #[test]
    fn what_was_recorded_reads_back_and_an_article_is_recorded_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = JournalDb::open(folder.path()).unwrap();
        let written = write(&mut journal, &[1, 2, 1, 3]);
        assert_eq!(written.len(), 3);
        assert!(write(&mut journal, &[2]).is_empty());
        let again = JournalDb::open_to_read(folder.path()).unwrap();
        assert_eq!(again.after(0, 9).unwrap(), written);
        assert_eq!(again.verify(|_| {}).unwrap(), 3);
        assert!(again.holds(&written[1].change.article().unwrap()).unwrap());
    }

    #[test]
    fn records_are_neither_changed_nor_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = JournalDb::open(folder.path()).unwrap();
        write(&mut journal, &[1]);
        for attack in ["UPDATE record SET author = 'x'", "DELETE FROM record"] {
            assert!(journal.connection.execute(attack, []).is_err(), "{attack}");
        }
    }

    #[test]
    fn a_change_behind_its_back_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = JournalDb::open(folder.path()).unwrap();
        write(&mut journal, &[1, 2, 3]);
        let attack = "DROP TRIGGER record_stays;
            UPDATE record SET payload = replace(payload, 'anna', 'otto') WHERE seq = 2";
        journal.connection.execute_batch(attack).unwrap();
        assert!(matches!(journal.verify(|_| {}), Err(DbError::Chain { seq: 3, .. })));
    }

    #[test]
    fn a_newer_journal_and_a_foreign_file_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let journal = JournalDb::open(folder.path()).unwrap();
        journal.connection.pragma_update(None, "user_version", SCHEMA + 1).unwrap();
        drop(journal);
        assert!(matches!(JournalDb::open(folder.path()), Err(DbError::Newer { found: 2, .. })));
        std::fs::write(folder.path().join(FILE), "no database at all, but long enough to be looked at")
            .unwrap();
        let error = JournalDb::open(folder.path()).unwrap_err();
        assert!(error.is_damage(), "{error}");
    }
}
