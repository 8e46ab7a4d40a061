//! The file in SQL: made, opened, asked and kept within its bounds. Every write is one transaction, so that a program that
//! is killed leaves the file as it was before or after it.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, Transaction, TransactionBehavior, params};

use serde::Serialize;

use super::StoreError;
use super::entry::{Entry, Key};
use super::voucher::Voucher;

/// The version of the table, in the file's `user_version`.
const VERSION: i64 = 2;

/// How long another program may keep the file to itself.
const PATIENCE: Duration = Duration::from_secs(2);

const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS verdicts (
        kind TEXT NOT NULL, key TEXT NOT NULL, model TEXT NOT NULL, answer TEXT NOT NULL,
        created INTEGER NOT NULL, used INTEGER NOT NULL, code BLOB NOT NULL, PRIMARY KEY (kind, key)
    ) STRICT;
    CREATE INDEX IF NOT EXISTS by_use ON verdicts (used);";

/// So many entries give way at once.
const AT_ONCE: i64 = 16;

/// The answers of one model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelStats {
    /// `risk`, `local` or `cloud`.
    pub kind: String,
    /// Its name.
    pub model: String,
    /// How many there are.
    pub entries: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// The open file.
#[derive(Debug)]
pub(super) struct Database {
    connection: Connection,
    voucher: Voucher,
    limit: u64,
}

impl Database {
    /// Opens the file, and makes it where it is not there.
    pub fn open(path: &Path, voucher: Voucher, limit: u64) -> Result<Self, StoreError> {
        let failed = |reason| StoreError::of(path, reason);
        // SQLite would follow it, and write elsewhere.
        if path.symlink_metadata().is_ok_and(|data| data.is_symlink()) {
            return Err(StoreError::folder(path, std::io::Error::other("it is a symbolic link")));
        }
        private(path).map_err(|reason| StoreError::folder(path, reason))?;
        let connection = Connection::open(path).map_err(failed)?;
        match prepare(&connection).map_err(failed)? {
            VERSION => Ok(Self { connection, voucher, limit }),
            version => Err(StoreError::Version { path: path.to_owned(), version }),
        }
    }

    /// An answer, and when it was last used.
    pub fn answer(&self, kind: &str, key: &Key) -> rusqlite::Result<Option<(String, i64)>> {
        let mut statement = self.connection.prepare("SELECT * FROM verdicts WHERE kind = ?1 AND key = ?2")?;
        let found = statement.query_row(params![kind, key.as_str()], |row| self.entry(row)).optional()?.flatten();
        Ok(found.map(|entry| (entry.answer, entry.used)))
    }

    /// Keeps an entry in the place of what was there.
    pub fn put(&self, entry: &Entry) -> rusqlite::Result<()> {
        let transaction = self.write()?;
        self.insert(entry, "INSERT OR REPLACE INTO verdicts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
        self.make_room()?;
        transaction.commit()
    }

    /// Keeps entries unless what is there is as new; how many were taken.
    pub fn import(&self, entries: &[Entry]) -> rusqlite::Result<usize> {
        const NEWER: &str = "INSERT INTO verdicts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET
            model = excluded.model, answer = excluded.answer, created = excluded.created, used = excluded.used,
            code = excluded.code
            WHERE excluded.created > verdicts.created";
        let transaction = self.write()?;
        let mut taken = 0;
        for entry in entries {
            taken += self.insert(entry, NEWER)?;
        }
        self.make_room()?;
        transaction.commit()?;
        Ok(taken)
    }

    /// Notes that these were used.
    pub fn touch(&self, used: &BTreeSet<(String, Key)>, now: i64) -> rusqlite::Result<()> {
        let transaction = self.write()?;
        let mut statement =
            self.connection.prepare("UPDATE verdicts SET used = max(used, ?3) WHERE kind = ?1 AND key = ?2")?;
        for (kind, key) in used {
            statement.execute(params![kind, key.as_str(), now])?;
        }
        drop(statement);
        transaction.commit()
    }

    /// Deletes what was last used before then; how many entries that were.
    pub fn clear(&self, before: i64) -> rusqlite::Result<usize> {
        let deleted = self.connection.execute("DELETE FROM verdicts WHERE used < ?1", [before])?;
        self.connection.execute_batch("VACUUM")?;
        Ok(deleted)
    }

    /// Calls for each entry, in the order of kinds and keys.
    pub fn each(&self, mut call: impl FnMut(Entry)) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare("SELECT * FROM verdicts ORDER BY kind, key")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(entry) = self.entry(row)? {
                call(entry);
            }
        }
        Ok(())
    }

    /// The answers of each kind and model, and when the first of them was given.
    pub fn models(&self) -> rusqlite::Result<Vec<(ModelStats, i64)>> {
        let mut statement = self.connection.prepare(
            "SELECT kind, model, count(*), sum(octet_length(answer)), min(created) FROM verdicts
             GROUP BY kind, model ORDER BY kind, model",
        )?;
        let number = |row: &Row<'_>, index| row.get(index).map(i64::unsigned_abs);
        let rows = statement.query_map([], |row| {
            let (kind, model) = (row.get(0)?, row.get(1)?);
            let stats = ModelStats { kind, model, entries: number(row, 2)?, bytes: number(row, 3)? };
            Ok((stats, row.get(4)?))
        })?;
        rows.collect()
    }

    /// Reads all of the file; an error where it is broken anywhere.
    pub fn check(&self) -> rusqlite::Result<()> {
        let said: String = self.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        let broken = || rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
        if said == "ok" { Ok(()) } else { Err(rusqlite::Error::SqliteFailure(broken(), Some(said))) }
    }

    fn write(&self) -> rusqlite::Result<Transaction<'_>> {
        Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)
    }

    fn insert(&self, entry: &Entry, how: &str) -> rusqlite::Result<usize> {
        let Entry { kind, key, model, answer, created, used } = entry;
        let code = self.voucher.code(entry);
        self.connection.prepare(how)?.execute(params![kind, key.as_str(), model, answer, created, used, code])
    }

    /// An entry of the table; `None` where it is none, or not one of ours.
    fn entry(&self, row: &Row<'_>) -> rusqlite::Result<Option<Entry>> {
        let Some(key) = Key::read(&row.get::<_, String>(1)?) else { return Ok(None) };
        let (kind, model, answer) = (row.get(0)?, row.get(2)?, row.get(3)?);
        let entry = Entry { kind, key, model, answer, created: row.get(4)?, used: row.get(5)? };
        let code: Vec<u8> = row.get(6)?;
        Ok(self.voucher.knows(&entry, &code).then_some(entry))
    }

    /// Deletes what was not used for the longest time, where there is too much: down to nine tenths.
    fn make_room(&self) -> rusqlite::Result<()> {
        const OLDEST: &str = "DELETE FROM verdicts WHERE rowid IN
            (SELECT rowid FROM verdicts ORDER BY used, created, rowid LIMIT ?1)";
        if self.bytes()? <= self.limit {
            return Ok(());
        }
        while self.bytes()? > self.limit / 10 * 9 && self.connection.execute(OLDEST, [AT_ONCE])? > 0 {}
        let mut shrink = self.connection.prepare("PRAGMA incremental_vacuum")?;
        let mut pages = shrink.query([])?;
        while pages.next()?.is_some() {}
        Ok(())
    }

    /// Bytes of the file that hold something.
    fn bytes(&self) -> rusqlite::Result<u64> {
        let number = |name| self.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        let pages = number("page_count")? - number("freelist_count")?;
        Ok((pages * number("page_size")?).unsigned_abs())
    }
}

/// Sets a connection up, and makes the table in a new file; the version of the table.
fn prepare(connection: &Connection) -> rusqlite::Result<i64> {
    connection.busy_timeout(PATIENCE)?;
    let version = || connection.pragma_query_value(None, "user_version", |row| row.get(0));
    if version()? == 0 {
        connection.execute_batch("PRAGMA auto_vacuum = INCREMENTAL")?;
        patiently(|| connection.execute_batch("PRAGMA journal_mode = WAL"))?;
        let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        connection.execute_batch(TABLE)?;
        connection.pragma_update(None, "user_version", VERSION)?;
        transaction.commit()?;
    }
    // Somebody else may have made the file: it runs nothing.
    connection.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF")?;
    version()
}

/// Waits where `SQLite` itself does not: two programs that make the file at once get in each other's way.
fn patiently(work: impl Fn() -> rusqlite::Result<()>) -> rusqlite::Result<()> {
    let until = Instant::now() + PATIENCE;
    loop {
        match work() {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && Instant::now() < until => {
                std::thread::sleep(Duration::from_millis(5));
            }
            done => return done,
        }
    }
}

/// Makes the file where it is not there, for the user alone: answers quote code.
fn private(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(reason) if reason.kind() != std::io::ErrorKind::AlreadyExists => Err(reason),
        _ => Ok(()),
    }
}
