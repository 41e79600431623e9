//! index-vN.db: the tables that answer questions. Disposable: made anew from the journal whenever it is missing,
//! damaged, or of another version.
//!
//! Opens and names the tables; `keep` writes them, `ask` reads them.

use super::error::StoreError;
use crate::model::RULES_VERSION;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The version of the tables; in the file's name, so that an older program's index is left alone.
pub const SCHEMA: i64 = 7;

const TABLES: &str = "
CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE article(
    no INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, day INTEGER NOT NULL, seq INTEGER NOT NULL, file TEXT,
    brought INTEGER NOT NULL DEFAULT 0, reading BLOB NOT NULL
);
CREATE INDEX article_file ON article(file, day) WHERE file IS NOT NULL;
CREATE TABLE telling(no INTEGER PRIMARY KEY, home INTEGER, paragraph INTEGER NOT NULL, sig BLOB NOT NULL);
CREATE INDEX telling_home ON telling(home, paragraph) WHERE home IS NOT NULL;
CREATE TABLE share(home INTEGER, article INTEGER, adds BLOB NOT NULL, PRIMARY KEY(home, article)) WITHOUT ROWID;
CREATE TABLE shelf(
    by INTEGER, time INTEGER, telling INTEGER, glance BLOB NOT NULL, PRIMARY KEY(by, time, telling)
) WITHOUT ROWID;
CREATE TABLE linked(home INTEGER PRIMARY KEY, head INTEGER NOT NULL);
CREATE INDEX linked_head ON linked(head);
CREATE TABLE actor(
    no INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, class INTEGER NOT NULL, fr BLOB, en BLOB,
    entries INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE name(
    folded TEXT, actor INTEGER, since INTEGER NOT NULL, form TEXT, PRIMARY KEY(folded, actor)
) WITHOUT ROWID;
CREATE INDEX name_actor ON name(actor);
CREATE TABLE begins(
    beginning TEXT, rank INTEGER, actor INTEGER, PRIMARY KEY(beginning, rank, actor)
) WITHOUT ROWID;
CREATE TABLE entry(
    tkey INTEGER PRIMARY KEY, home INTEGER NOT NULL, known_from INTEGER NOT NULL, known_to INTEGER NOT NULL,
    id INTEGER NOT NULL, first INTEGER, last INTEGER, kinds INTEGER NOT NULL, statuses INTEGER NOT NULL,
    dated INTEGER NOT NULL, ruled INTEGER NOT NULL, ahead INTEGER NOT NULL, cast_ BLOB NOT NULL, place BLOB NOT NULL,
    told BLOB NOT NULL
);
CREATE INDEX entry_home ON entry(home, known_from, known_to, ruled);
CREATE INDEX entry_id ON entry(id);
CREATE INDEX entry_ahead ON entry(tkey) WHERE ahead = 1;
CREATE INDEX entry_ruled ON entry(tkey) WHERE ruled = 1;
CREATE INDEX entry_once ON entry(home) WHERE known_to < 2147483647;
CREATE TABLE gist(block INTEGER PRIMARY KEY, told BLOB NOT NULL, days BLOB NOT NULL);
CREATE TABLE entry_actor(
    actor INTEGER, tkey INTEGER, known_from INTEGER, known_to INTEGER NOT NULL, parts INTEGER NOT NULL,
    ahead INTEGER NOT NULL, PRIMARY KEY(actor, tkey, known_from)
) WITHOUT ROWID;
CREATE INDEX entry_actor_ahead ON entry_actor(actor, tkey) WHERE ahead = 1;
CREATE INDEX entry_actor_odd ON entry_actor(actor, tkey)
    WHERE known_to < 2147483647 OR known_from > (tkey >> 32) - 799908;
CREATE TABLE month(actor INTEGER, month INTEGER, entries INTEGER NOT NULL, PRIMARY KEY(actor, month)) WITHOUT ROWID;
CREATE TABLE known(month INTEGER, day INTEGER, entries INTEGER NOT NULL, PRIMARY KEY(month, day)) WITHOUT ROWID;
CREATE TABLE day(day INTEGER PRIMARY KEY, articles INTEGER NOT NULL, entries INTEGER NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(
    text, content='', detail=none, columnsize=0, prefix='3', tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO words(words, rank) VALUES ('hashsize', 8388608);
INSERT INTO meta VALUES ('applied', 0), ('articles', 0), ('entries', 0);
";

/// The index in use of a library's directory. A new one is written under the next number and takes over whole when the
/// file that tells the number does.
pub fn file(directory: &Path, generation: u64) -> PathBuf {
    directory.join(format!("index-v{SCHEMA}.{generation}.db"))
}

fn pointer(directory: &Path) -> PathBuf {
    directory.join(format!("index-v{SCHEMA}.now"))
}

/// The number of the index in use.
pub fn generation(directory: &Path) -> u64 {
    let number = std::fs::read_to_string(pointer(directory)).ok();
    number.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
}

/// Puts an index into use, and removes those before it.
pub fn put_in_use(directory: &Path, generation: u64) -> std::io::Result<()> {
    let next = directory.join(format!("index-v{SCHEMA}.next"));
    std::fs::write(&next, generation.to_string())?;
    std::fs::File::open(&next)?.sync_all()?;
    std::fs::rename(next, pointer(directory))?;
    for old in 0..generation {
        remove(&file(directory, old));
    }
    Ok(())
}

/// Removes an index, if it is there. Who still reads it goes on reading it.
pub fn remove(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        let _gone_or_not_ours = std::fs::remove_file(name);
    }
}

/// Opens an index for writing; makes its tables if there are none.
pub fn open(path: &Path) -> Result<Connection, StoreError> {
    let failed = |why: rusqlite::Error| StoreError::index(path, &why);
    crate::journal::db::make(path);
    let connection = Connection::open(path).map_err(failed)?;
    plan_once(&connection).map_err(failed)?;
    connection.busy_timeout(Duration::from_secs(10)).map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(64);
    (|| {
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "cache_size", -64 * 1024)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        // A page that batch after batch changes is put into its place once.
        connection.pragma_update(None, "wal_autocheckpoint", 12000)?;
        let tables = "SELECT count(*) FROM sqlite_schema";
        if connection.query_row(tables, [], |row| row.get::<_, i64>(0))? == 0 {
            connection.execute_batch("BEGIN IMMEDIATE")?;
            if connection.query_row(tables, [], |row| row.get::<_, i64>(0))? == 0 {
                connection.execute_batch(TABLES)?;
                connection.execute("INSERT INTO meta VALUES ('rules', ?1)", [RULES_VERSION])?;
                connection.pragma_update(None, "user_version", SCHEMA)?;
            }
            connection.execute_batch("COMMIT")?;
        }
        Ok(())
    })()
    .map_err(failed)?;
    check(&connection, path)?;
    Ok(connection)
}

/// Opens an index for reading.
pub fn open_to_read(path: &Path) -> Result<Connection, StoreError> {
    let failed = |why: rusqlite::Error| StoreError::index(path, &why);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let plain = Connection::open_with_flags(path, flags).and_then(|connection| {
        connection.query_row("SELECT 1 FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    });
    let connection = if let Ok(connection) = plain {
        connection
    } else {
        let name = crate::journal::db::uri(path);
        Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_URI).map_err(failed)?
    };
    connection.busy_timeout(Duration::from_secs(10)).map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "cache_size", -8 * 1024).map_err(failed)?;
    plan_once(&connection).map_err(failed)?;
    check(&connection, path)?;
    Ok(connection)
}

/// Has a question planned once, not anew for each value that it is asked with.
fn plan_once(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(|_| ())
}

/// Whether its tables can be used; by which rules its articles were read is another question.
fn check(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let version: i64 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(|why| StoreError::index(path, &why))?;
    is_outdated(connection).map_err(|why| StoreError::index(path, &why))?;
    if version == SCHEMA { Ok(()) } else { Err(StoreError::Outdated { path: path.to_owned() }) }
}

/// Whether its articles were read by other rules than this program's.
pub fn is_outdated(connection: &Connection) -> rusqlite::Result<bool> {
    let rules: String =
        connection.query_row("SELECT value FROM meta WHERE name = 'rules'", [], |row| row.get(0))?;
    Ok(rules != RULES_VERSION)
}

/// A number of the table `meta`.
pub fn number(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.prepare_cached("SELECT value FROM meta WHERE name = ?1")?.query_row([name], |row| row.get(0))
}
