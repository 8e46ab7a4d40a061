//! The cache as several runs and threads see it.

use std::fs;

use super::*;

const MB: u64 = 1 << 20;

fn key(nth: usize) -> Key {
    Key::of(&["hunk", &nth.to_string()])
}

fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("review/verdicts.sqlite");
    (folder, path)
}

#[test]
fn an_answer_is_found_by_a_later_run_and_of_another_kind_it_is_not() {
    let (_folder, path) = place();
    Store::open(&path, MB).unwrap().put(Kind::Local, &key(1), "small", &"clear");
    let store = Store::open(&path, MB).unwrap();
    assert_eq!(store.get::<String>(Kind::Local, &key(1)).as_deref(), Some("clear"));
    assert_eq!(store.get::<String>(Kind::Cloud, &key(1)), None);
    assert_eq!(store.get_many::<String>(Kind::Local, &[key(2), key(1)]), [None, Some("clear".to_owned())]);
    assert_eq!(store.finish(), [""; 0]);
}

#[test]
fn an_answer_of_another_form_is_a_miss() {
    let (_folder, path) = place();
    let store = Store::open(&path, MB).unwrap();
    store.put(Kind::Local, &key(1), "small", &"clear");
    assert_eq!(store.get::<u32>(Kind::Local, &key(1)), None);
}

#[test]
fn threads_share_a_store() {
    let (_folder, path) = place();
    let store = Store::open(&path, MB).unwrap();
    std::thread::scope(|scope| {
        for nth in 0..8 {
            let store = &store;
            scope.spawn(move || store.put(Kind::Cloud, &key(nth), "large", &nth));
        }
    });
    let keys: Vec<_> = (0..8).map(key).collect();
    assert_eq!(store.get_many::<usize>(Kind::Cloud, &keys), (0..8).map(Some).collect::<Vec<_>>());
}

#[test]
fn what_was_not_used_for_longest_goes_first_and_the_size_stays_below_the_limit() {
    let (_folder, path) = place();
    let store = Store::open(&path, 10_000).unwrap();
    (0..5).for_each(|nth| store.put(Kind::Local, &key(nth), "m", &"x".repeat(900)));
    // Used long ago, and the first of them now.
    store.with(|connection| connection.execute("update entry set used = 1000", [])).unwrap();
    assert!(store.get::<String>(Kind::Local, &key(0)).is_some());
    store.finish();
    (5..11).for_each(|nth| store.put(Kind::Local, &key(nth), "m", &"x".repeat(900)));
    let kept = |nth: usize| store.get::<String>(Kind::Local, &key(nth)).is_some();
    assert!(kept(0) && (5..11).all(kept) && (1..5).filter(|&nth| kept(nth)).count() == 2);
    assert!(store.stats().groups[0].bytes <= 10_000);
}

#[test]
fn an_answer_that_is_too_long_is_not_kept() {
    let (_folder, path) = place();
    let store = Store::open(&path, 64 * MB).unwrap();
    store.put(Kind::Local, &key(0), "m", &"x".repeat(LONGEST));
    assert_eq!(store.stats(), Stats::default());
}

#[test]
fn a_file_that_is_no_database_is_set_aside_and_few_are_kept() {
    let (_folder, path) = place();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    for _ in 0..5 {
        fs::write(&path, "not a database at all, but long enough to be looked at".repeat(9)).unwrap();
        let store = Store::open(&path, MB).unwrap();
        assert!(store.finish()[0].contains("verdicts.sqlite.broken-1"));
        store.put(Kind::Local, &key(0), "m", &1);
        assert_eq!(store.get::<u8>(Kind::Local, &key(0)), Some(1));
        drop(store);
    }
    let names = fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(names.filter(|name| name.to_string_lossy().contains("broken")).count(), 3);
}

#[test]
fn a_page_that_breaks_later_is_noted_and_the_next_answer_is_kept() {
    let (_folder, path) = place();
    {
        let store = Store::open(&path, 64 * MB).unwrap();
        (0..50).for_each(|nth| store.put(Kind::Local, &key(nth), "m", &"x".repeat(3000)));
    }
    let mut bytes = fs::read(&path).unwrap();
    bytes[4096..].fill(0xA5);
    fs::write(&path, bytes).unwrap();
    let store = Store::open(&path, 64 * MB).unwrap();
    assert_eq!(store.get::<String>(Kind::Local, &key(7)), None);
    assert!(store.finish()[0].contains("was broken"));
    store.put(Kind::Local, &key(7), "m", &"again");
    assert_eq!(store.get::<String>(Kind::Local, &key(7)).as_deref(), Some("again"));
}

#[test]
fn a_file_of_another_version_is_set_aside() {
    let (_folder, path) = place();
    Store::open(&path, MB).unwrap().with(|connection| connection.pragma_update(None, "user_version", 7)).unwrap();
    assert!(Store::open(&path, MB).unwrap().finish()[0].contains("is of version 7"));
}

#[test]
fn a_cache_that_another_process_holds_is_a_miss_and_no_error() {
    let (_folder, path) = place();
    let (one, other) = (Store::open(&path, MB).unwrap(), Store::open(&path, MB).unwrap());
    locked(&other.connection).busy_timeout(std::time::Duration::from_millis(10)).unwrap();
    one.write(|_| {
        other.put(Kind::Local, &key(1), "m", &1);
        assert_eq!(other.get::<u8>(Kind::Local, &key(1)), None);
        Ok(())
    });
    assert!(other.finish()[0].contains("could not be used"));
    other.put(Kind::Local, &key(1), "m", &1);
    assert_eq!(one.get::<u8>(Kind::Local, &key(1)), Some(1));
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error_with_its_path() {
    let (folder, path) = place();
    fs::write(folder.path().join("review"), "").unwrap();
    assert!(Store::open(&path, MB).err().unwrap().to_string().contains("verdicts.sqlite cannot be used"));
}
