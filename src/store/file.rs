//! The file of the cache: opened for several processes at once, made where it is missing, set aside where it is broken.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::StoreError;

/// The version of the tables, in `SQLite`'s `user_version`.
const VERSION: i64 = 1;
/// How long another process is waited for.
const PATIENCE: Duration = Duration::from_secs(2);
/// So many files that were set aside are kept.
const KEPT: usize = 3;

const TABLES: &str = "\
    create table entry (
        kind text not null,
        key text not null,
        model text not null,
        answer text not null,
        created integer not null,
        used integer not null,
        size integer not null,
        primary key (kind, key)
    );
    create index by_use on entry (used, size);
    pragma user_version = 1;";

/// What is there instead of a usable file.
enum Unusable {
    /// A file that is broken or of another version.
    Aside(String),
    /// Anything else.
    Error(rusqlite::Error),
}

impl From<rusqlite::Error> for Unusable {
    fn from(error: rusqlite::Error) -> Self {
        if is_broken(&error) { Self::Aside("was broken".to_owned()) } else { Self::Error(error) }
    }
}

/// The database, and what there is to say of it.
pub(super) fn open(path: &Path) -> Result<(Connection, Option<String>), StoreError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    private_folder(folder).map_err(|reason| StoreError::Folder { path: path.to_owned(), reason })?;
    match connect(path) {
        Ok(connection) => Ok((connection, None)),
        Err(Unusable::Aside(_)) => rebuild(path),
        Err(Unusable::Error(reason)) => Err(StoreError::Database { path: path.to_owned(), reason }),
    }
}

/// Sets a file aside that cannot be used, and begins anew. Of several processes that want to, one does.
pub(super) fn rebuild(path: &Path) -> Result<(Connection, Option<String>), StoreError> {
    let failed = |reason| StoreError::Folder { path: path.to_owned(), reason };
    let lock = File::create(beside(path, ".lock")).map_err(failed)?;
    lock.lock().map_err(failed)?;
    let sound = connect(path).and_then(|connection| {
        let check: String = connection.query_row("pragma quick_check(1)", [], |row| row.get(0))?;
        if check == "ok" { Ok(connection) } else { Err(Unusable::Aside("was broken".to_owned())) }
    });
    let database = |reason| StoreError::Database { path: path.to_owned(), reason };
    match sound {
        Ok(connection) => Ok((connection, None)),
        Err(Unusable::Error(reason)) => Err(database(reason)),
        Err(Unusable::Aside(why)) => {
            let aside = set_aside(path).map_err(failed)?;
            let connection = connect(path).map_err(|error| match error {
                Unusable::Error(reason) => database(reason),
                Unusable::Aside(why) => failed(io::Error::other(why)),
            })?;
            let name = aside.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok((connection, Some(format!("the cache {why}; it was set aside as {name} and begun anew"))))
        }
    }
}

/// Whether an error says that the file is no database, or no longer one.
pub(super) fn is_broken(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

fn connect(path: &Path) -> Result<Connection, Unusable> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    let version = |connection: &Connection| connection.pragma_query_value(None, "user_version", |row| row.get(0));
    if version(&connection)? == 0_i64 {
        // Where another process is just doing the same it is busy, and does it for both.
        let _ = connection.pragma_update(None, "journal_mode", "wal");
        let making = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if version(&making)? == 0_i64 {
            making.execute_batch(TABLES)?;
            making.commit()?;
        }
    }
    // What a power cut loses of a cache can be asked for again.
    connection.pragma_update(None, "synchronous", "normal")?;
    match version(&connection)? {
        VERSION => Ok(connection),
        other => Err(Unusable::Aside(format!("is of version {other}, and this program knows {VERSION}"))),
    }
}

/// Moves the file and what `SQLite` keeps beside it out of the way; where to.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let aside = |nth: usize| beside(path, &format!(".broken-{nth}"));
    for end in ["", "-wal", "-shm"] {
        for nth in (1..KEPT).rev() {
            moved(&beside(&aside(nth), end), &beside(&aside(nth + 1), end))?;
        }
        moved(&beside(path, end), &beside(&aside(1), end))?;
    }
    Ok(aside(1))
}

fn moved(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::remove_file(to) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        },
        done => done,
    }
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Answers quote code: nobody else needs to read them.
fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
