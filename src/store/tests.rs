//! What is kept and found again, what gives way, and what a file costs that cannot be used.

use std::time::Instant;

use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;

const ROOM: u64 = 64 << 20;

fn at(folder: &TempDir) -> PathBuf {
    folder.path().join("review").join("verdicts.sqlite")
}

fn key_at(folder: &TempDir) -> KeyPlace {
    KeyPlace::File(folder.path().join("verdicts.key"))
}

fn key(number: usize) -> Key {
    Key::of(&[&number.to_string()])
}

/// A line that can be imported: an answer of so many bytes and more, made and last used then.
fn line(number: usize, bytes: usize, created: i64, used: i64) -> String {
    let answer = json!({"text": "x".repeat(bytes), "of": created});
    json!({"version": 1, "kind": "local", "key": key(number).as_str(), "model": "m", "created": created, "used": used, "answer": answer})
        .to_string()
}

fn import(store: &Store, lines: &[String]) -> Result<Imported, StoreError> {
    store.import(&mut lines.join("\n").as_bytes())
}

fn export(store: &Store) -> String {
    let mut out = Vec::new();
    store.export(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn text(value: Option<Value>) -> Option<String> {
    value.map(|value| value.to_string())
}

#[test]
fn an_answer_is_found_by_its_kind_and_key_and_only_in_its_form() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    store.put("local", &key(1), "m", &json!({"a": 1}));
    store.put("local", &key(1), "m", &json!({"a": 2}));
    drop(store);
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    assert_eq!(text(store.get("local", &key(1))), Some("{\"a\":2}".into()));
    assert_eq!(store.get::<Value>("cloud", &key(1)), None);
    assert_eq!(store.get::<Value>("local", &key(2)), None);
    assert_eq!(store.get::<Vec<String>>("local", &key(1)), None);
    assert_eq!(store.notes(), [] as [String; 0]);
}

#[test]
fn nothing_is_made_before_something_is_looked_up() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    assert_eq!((store.stats().unwrap().entries, store.clear(None).unwrap(), export(&store)), (0, 0, String::new()));
    drop(store);
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn the_file_is_for_the_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    store.put("local", &key(1), "m", &json!({}));
    for file in at(&folder).parent().unwrap().read_dir().unwrap() {
        assert_eq!(file.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_was_not_used_for_the_longest_time_gives_way_and_the_file_stays_small() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    let lines: Vec<_> =
        (0..200).map(|number| line(number, 10_000, 5, 10_000 - i64::try_from(number).unwrap())).collect();
    import(&store, &lines).unwrap();
    drop(store);
    let store = Store::open(at(&folder), key_at(&folder), 1 << 20);
    store.get::<Value>("local", &key(199)).unwrap();
    drop(store);
    let store = Store::open(at(&folder), key_at(&folder), 1 << 20);
    store.put("local", &key(500), "m", &json!({}));
    for (number, there) in [(0, true), (198, false), (199, true), (500, true)] {
        assert_eq!(store.get::<Value>("local", &key(number)).is_some(), there, "{number}");
    }
    drop(store);
    let store = Store::open(at(&folder), key_at(&folder), 1 << 20);
    assert!(store.size() <= 1 << 20 && store.size() > 1 << 19, "{}", store.size());
}

#[test]
fn an_answer_that_is_too_long_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    store.put("local", &key(1), "m", &"x".repeat(LONGEST));
    store.put("local", &key(2), "m", &"x".repeat(LONGEST - 2));
    assert_eq!(store.get::<String>("local", &key(1)), None);
    assert!(store.get::<String>("local", &key(2)).is_some());
}

#[test]
fn a_file_that_is_no_database_is_set_aside_and_a_few_of_them_stay() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(at(&folder).parent().unwrap()).unwrap();
    for number in 0..5 {
        fs::write(at(&folder), format!("no database {number} ").repeat(100)).unwrap();
        fs::write(at(&folder).with_extension("sqlite-wal"), "neither").unwrap();
        let store = Store::open(at(&folder), key_at(&folder), ROOM);
        assert_eq!(store.get::<Value>("local", &key(1)), None);
        store.put("local", &key(1), "m", &json!({"n": number}));
        assert!(store.get::<Value>("local", &key(1)).is_some());
        assert!(store.notes()[0].contains("verdicts.sqlite.broken-1"), "{:?}", store.notes());
    }
    let broken = |number| fs::read_to_string(folder.path().join(format!("review/verdicts.sqlite.broken-{number}")));
    assert!(broken(1).unwrap().starts_with("no database 4") && broken(3).unwrap().starts_with("no database 2"));
    assert!(broken(4).is_err());
    Store::open(at(&folder), key_at(&folder), ROOM).clear(None).unwrap();
    assert!(broken(1).is_err() && broken(3).is_err());
}

#[test]
fn a_file_that_is_broken_in_the_middle_is_set_aside_when_that_shows() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    import(&store, &(0..200).map(|number| line(number, 1000, 1, 1)).collect::<Vec<_>>()).unwrap();
    drop(store);
    let mut bytes = fs::read(at(&folder)).unwrap();
    bytes[4096..].fill(0xa5);
    fs::write(at(&folder), bytes).unwrap();
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    assert_eq!(store.get::<Value>("local", &key(7)), None);
    store.put("local", &key(7), "m", &json!({}));
    assert!(store.get::<Value>("local", &key(7)).is_some());
    assert_eq!(store.notes().len(), 1);
}

#[test]
fn a_file_of_another_version_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(at(&folder).parent().unwrap()).unwrap();
    Connection::open(at(&folder)).unwrap().execute_batch("PRAGMA user_version = 7; CREATE TABLE t (x)").unwrap();
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    store.put("local", &key(1), "m", &json!({}));
    assert!(store.get::<Value>("local", &key(1)).is_some());
    assert!(store.notes()[0].contains("of version 7"), "{:?}", store.notes());
}

#[test]
fn a_folder_that_cannot_be_made_is_noted_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("review"), "a file").unwrap();
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    for number in 0..3 {
        assert_eq!(store.get::<Value>("local", &key(number)), None);
        store.put("local", &key(number), "m", &json!({}));
    }
    assert_eq!(store.notes().len(), 1);
    assert!(store.stats().is_ok() && import(&store, &[line(1, 1, 1, 1)]).is_err());
}

#[test]
fn a_file_that_somebody_keeps_locked_is_waited_for_once() {
    let folder = tempfile::tempdir().unwrap();
    Store::open(at(&folder), key_at(&folder), ROOM).put("local", &key(1), "m", &json!({}));
    let other = Connection::open(at(&folder)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    let start = Instant::now();
    assert!(store.get::<Value>("local", &key(1)).is_some(), "whoever reads does not wait");
    for number in 2..9 {
        store.put("local", &key(number), "m", &json!({}));
    }
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    assert!(store.notes()[0].contains("locked"), "{:?}", store.notes());
}

#[test]
fn several_may_make_the_file_and_write_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let barrier = std::sync::Barrier::new(6);
    std::thread::scope(|scope| {
        for own in 0..6 {
            let (folder, barrier) = (&folder, &barrier);
            scope.spawn(move || {
                let store = Store::open(at(folder), key_at(folder), ROOM);
                barrier.wait();
                for number in 0..20 {
                    store.put("local", &key(own * 100 + number), "m", &json!({"n": number}));
                }
                assert_eq!(store.notes(), [] as [String; 0]);
            });
        }
    });
    let stats = Store::open(at(&folder), key_at(&folder), ROOM).stats().unwrap();
    assert_eq!((stats.entries, stats.models.len()), (120, 1));
}

#[test]
fn what_was_found_is_noted_as_used_at_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    import(&store, &[line(1, 1, 10, 20), line(2, 1, 10, 20)]).unwrap();
    store.get::<Value>("local", &key(1)).unwrap();
    drop(store);
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    assert_eq!(store.clear(Some(Duration::from_hours(24))).unwrap(), 1);
    assert!(store.get::<Value>("local", &key(1)).is_some() && store.get::<Value>("local", &key(2)).is_none());
    assert_eq!((store.clear(None).unwrap(), store.stats().unwrap().entries), (1, 0));
}

#[test]
fn of_two_answers_the_newer_is_taken_whatever_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    let of = |store: &Store| store.get::<Value>("local", &key(1)).unwrap()["of"].clone();
    assert_eq!(import(&store, &[line(1, 1, 20, 20)]).unwrap(), Imported { read: 1, taken: 1 });
    assert_eq!(import(&store, &[line(1, 1, 10, 90), line(2, 1, 1, 1)]).unwrap(), Imported { read: 2, taken: 1 });
    assert_eq!(of(&store), 20);
    import(&store, &[line(1, 1, 30, 30), line(1, 1, 25, 25)]).unwrap();
    assert_eq!(of(&store), 30);
}

#[test]
fn what_was_exported_can_be_imported_and_is_the_same_then() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (here, there) = (Store::open(at(&here), key_at(&here), ROOM), Store::open(at(&there), key_at(&there), ROOM));
    import(&here, &(0..30).map(|number| line(number, number, 1, 2)).collect::<Vec<_>>()).unwrap();
    let exported = export(&here);
    let imported = there.import(&mut exported.as_bytes()).unwrap();
    assert_eq!((imported, export(&there)), (Imported { read: 30, taken: 30 }, exported.clone()));
    let keys: Vec<_> = exported.lines().map(|line| line.split("\"key\"").nth(1).unwrap()).collect();
    assert!(keys.is_sorted());
}

#[test]
fn a_line_that_is_no_entry_is_named_and_nothing_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(at(&folder), key_at(&folder), 1 << 20);
    let valid = line(1, 1, 1, 1);
    let with = |name: &str, value: Value| {
        let mut entry: Value = serde_json::from_str(&valid).unwrap();
        entry[name] = value;
        entry.to_string()
    };
    for (wrong, reason) in [
        ("{}".to_owned(), "missing field"),
        ("nothing".to_owned(), "expected"),
        (valid[..60].to_owned(), "EOF"),
        (with("version", json!(2)), "of version 2, and this program reads version 1"),
        (with("version", json!("1")), "invalid type"),
        (with("kind", json!("../x")), "there is no kind"),
        (with("key", json!("../../etc/passwd")), "`key` is no digest"),
        (with("key", json!("A".repeat(64))), "`key` is no digest"),
        (with("model", json!("\u{1b}[2J")), "`model` is no name"),
        (with("model", json!("")), "`model` is no name"),
        (with("answer", json!("text")), "`answer` is no object"),
        (with("answer", json!({"x": "y".repeat(LONGEST)})), "`answer` has more than"),
        (with("created", json!(-1)), "its times make no sense"),
        (with("path", json!("/etc/passwd")), "unknown field"),
    ] {
        let error = import(&store, &[valid.clone(), wrong]).unwrap_err().to_string();
        assert!(error.starts_with("line 2 ") && error.contains(reason), "{reason}: {error}");
    }
    let endless = format!("{valid}\n{}", "[".repeat(3 * LONGEST));
    assert!(store.import(&mut endless.as_bytes()).unwrap_err().to_string().starts_with("line 2 "));
    let many: Vec<_> = (0..2000).map(|number| line(number, 1000, 1, 1)).collect();
    assert!(matches!(import(&store, &many), Err(StoreError::Full { .. })));
    assert_eq!(store.stats().unwrap().entries, 0);
}

#[test]
fn what_is_said_to_be_of_tomorrow_is_of_today() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    import(&store, &[line(1, 1, i64::MAX - 1, i64::MAX)]).unwrap();
    let entry: Value = serde_json::from_str(&export(&store)).unwrap();
    assert!(entry["used"].as_i64().unwrap() <= now());
}

#[test]
fn an_answer_that_somebody_else_kept_is_none() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    Store::open(at(&there), key_at(&there), ROOM).put("local", &key(1), "m", &json!({"forged": 1}));
    fs::create_dir_all(at(&here).parent().unwrap()).unwrap();
    fs::copy(at(&there), at(&here)).unwrap();
    let store = Store::open(at(&here), key_at(&here), ROOM);
    assert_eq!((store.get::<Value>("local", &key(1)), export(&store)), (None, String::new()));
    assert_eq!(store.notes(), [] as [String; 0]);
    store.put("local", &key(1), "m", &json!({"own": 1}));
    assert!(store.get::<Value>("local", &key(1)).is_some());
    let given = |secret: &str| Store::open(at(&here), KeyPlace::Given(secret.to_owned()), ROOM);
    assert_eq!(given("a").get::<Value>("local", &key(1)), None);
    given("a").put("local", &key(2), "m", &json!({"own": 1}));
    assert_eq!(
        (given("b").get::<Value>("local", &key(2)), given("a").get::<Value>("local", &key(2)).is_some()),
        (None, true)
    );
}

#[test]
fn an_answer_that_was_changed_is_none() {
    for change in ["answer = '{\"forged\":1}'", "kind = 'cloud'", "model = 'n'", "created = created - 1", "code = x''"]
    {
        let folder = tempfile::tempdir().unwrap();
        let open = || Store::open(at(&folder), key_at(&folder), ROOM);
        open().put("local", &key(1), "m", &json!({"own": 1}));
        assert!(open().get::<Value>("local", &key(1)).is_some());
        Connection::open(at(&folder)).unwrap().execute(&format!("UPDATE verdicts SET {change}"), []).unwrap();
        for kind in ["local", "cloud"] {
            assert_eq!(open().get::<Value>(kind, &key(1)), None, "{change}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_see_is_not_used_and_the_one_that_is_made_is_for_the_user_alone() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("verdicts.key");
    let store = || Store::open(at(&folder), key_at(&folder), ROOM);
    store().put("local", &key(1), "m", &json!({}));
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let refuses = |reason: &str| {
        let store = store();
        assert_eq!(store.get::<Value>("local", &key(1)), None);
        assert!(store.notes()[0].contains(reason), "{:?}", store.notes());
    };
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    refuses("others can read");
    fs::write(&path, "short").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    refuses("it is not a key");
    fs::rename(&path, folder.path().join("elsewhere")).unwrap();
    symlink(folder.path().join("elsewhere"), &path).unwrap();
    refuses("not a regular file");
}

#[cfg(unix)]
#[test]
fn a_file_that_is_a_link_is_not_written_through() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(at(&folder).parent().unwrap()).unwrap();
    let target = folder.path().join("target");
    std::os::unix::fs::symlink(&target, at(&folder)).unwrap();
    let store = Store::open(at(&folder), key_at(&folder), ROOM);
    store.put("local", &key(1), "m", &json!({}));
    assert!(store.notes()[0].contains("it is a symbolic link"), "{:?}", store.notes());
    assert!(!target.exists());
}
