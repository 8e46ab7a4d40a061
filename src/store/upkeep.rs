//! How much the cache holds, what is thrown away when it is full, and what on request.

use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, params};
use serde::Serialize;

use super::{Kind, Store};

/// Eviction goes down to this share of the limit, in percent, so that it is not needed for every answer.
const AFTER_EVICTION: i64 = 90;
const DAY: i64 = 24 * 60 * 60;

/// What the cache holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Stats {
    /// By kind and model.
    pub groups: Vec<Group>,
    /// When the oldest answer was given, in unix seconds.
    pub oldest: Option<i64>,
}

/// The answers of a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The stage that asked.
    pub kind: Kind,
    /// The model.
    pub model: String,
    /// How many answers.
    pub entries: i64,
    /// Their size in bytes.
    pub bytes: i64,
}

impl Store {
    /// What it holds.
    pub fn stats(&self) -> Stats {
        self.with(|connection| stats(connection)).unwrap_or_default()
    }

    /// Throws away all answers, or those that were not used for so many days; how many.
    pub fn clear(&self, older_than_days: Option<u32>) -> usize {
        let before = older_than_days.map_or(i64::MAX, |days| now() - i64::from(days) * DAY);
        let cleared = self.write(|writing| writing.execute("delete from entry where used < ?1", [before]));
        // Without more room on the disk the answers are gone all the same.
        self.with(|connection| connection.execute_batch("vacuum; pragma wal_checkpoint(truncate);"));
        cleared.unwrap_or(0)
    }
}

fn stats(connection: &Connection) -> rusqlite::Result<Stats> {
    const GROUPS: &str = "select kind, model, count(*), sum(size) from entry group by kind, model order by kind, model";
    let mut groups = connection.prepare(GROUPS)?;
    let groups = groups.query_map([], |row| {
        Ok(Group { kind: row.get(0)?, model: row.get(1)?, entries: row.get(2)?, bytes: row.get(3)? })
    })?;
    let groups = groups.collect::<rusqlite::Result<_>>()?;
    let oldest = connection.query_row("select min(created) from entry", [], |row| row.get(0))?;
    Ok(Stats { groups, oldest })
}

/// Throws away what was not used for longest, where there is more than the limit.
pub(super) fn evict(connection: &Connection, limit: u64) -> rusqlite::Result<()> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let held: i64 = connection.query_row("select coalesce(sum(size), 0) from entry", [], |row| row.get(0))?;
    if held <= limit {
        return Ok(());
    }
    const EVICT: &str = "\
        delete from entry where rowid in (select rowid from \
        (select rowid, sum(size) over (order by used desc, rowid desc) as held from entry) where held > ?1)";
    connection.execute(EVICT, params![limit / 100 * AFTER_EVICTION]).map(drop)
}

/// Unix seconds.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
