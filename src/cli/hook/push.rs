//! What a push sends: from what git tells a pre-push hook to what is reviewed.

use std::io::{IsTerminal, Read};

use super::framework;
use crate::cli::args::ReviewArgs;
use crate::diff::EMPTY_TREE;
use crate::git::{ObjectId, Repository};

/// What reviews each range of commits that a push to this remote sends; nothing where it sends none.
pub(super) fn scopes(repository: &Repository, arguments: &[String]) -> Vec<ReviewArgs> {
    if let Some(range) = framework::range(repository) {
        return vec![range];
    }
    if framework::runs() {
        return framework::whole_files(arguments).into_iter().collect();
    }
    let remote = arguments.first().map(String::as_str);
    let mut told = String::new();
    let stdin = std::io::stdin();
    // By hand nobody tells anything: then it is what a push would send.
    if stdin.is_terminal() || stdin.lock().read_to_string(&mut told).is_err() {
        return vec![ReviewArgs::default()];
    }
    let mut sent: Vec<_> = told.lines().filter_map(sent).collect();
    sent.dedup();
    sent.into_iter().map(|(to, from)| range(repository, remote, to, from)).collect()
}

/// The commit that a line of git's tells of, and what the remote has: `<ref> <sha> <ref> <sha>`. A deletion sends nothing.
fn sent(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split_whitespace();
    let (to, from) = (words.nth(1)?, words.nth(1)?);
    (!is_none(to)).then_some((to, from))
}

fn is_none(sha: &str) -> bool {
    sha.bytes().all(|digit| digit == b'0')
}

/// From what the remote has of the branch, else from what it has in common with another, else from the beginning. Where
/// what the remote has was rewritten down to the root, all that differs from it.
pub(super) fn range(repository: &Repository, remote: Option<&str>, to: &str, from: &str) -> ReviewArgs {
    let store = repository.store();
    let of_remote = || {
        let (head, branches) = (store.commit(to)?, branches(repository, remote.unwrap_or("origin")));
        branches.into_iter().find_map(|branch| store.merge_base(branch, head))
    };
    let known = store.commit(from);
    if let (Some(base), Some(head)) = (known, store.commit(to))
        && store.merge_base(base, head).is_none()
    {
        return ReviewArgs { paths: vec![format!("{base}..{to}")], ..ReviewArgs::default() };
    }
    let base = known.or_else(of_remote).map_or_else(|| EMPTY_TREE.to_owned(), |base| base.to_string());
    ReviewArgs { base: Some(base), head: Some(to.to_owned()), ..ReviewArgs::default() }
}

/// The branches of a remote as far as this clone knows them, its default branch first, then those of others.
fn branches(repository: &Repository, remote: &str) -> Vec<ObjectId> {
    let store = repository.store();
    let mut found = store.references(&format!("refs/remotes/{remote}/"));
    let rank = |name: &str| ["/HEAD", "/main", "/master"].iter().position(|end| name.ends_with(end)).unwrap_or(3);
    found.sort_by_key(|(name, _)| rank(name));
    let others = store.references("refs/remotes/");
    found.into_iter().chain(others).map(|(_, commit)| commit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_what_is_sent_and_a_deletion_sends_nothing() {
        let (one, two, none) = ("1".repeat(40), "2".repeat(40), "0".repeat(40));
        let told = format!("refs/heads/a {one} refs/heads/a {two}");
        assert_eq!(sent(&told), Some((&*one, &*two)));
        assert_eq!(sent(&format!("(delete) {none} refs/heads/a {two}")), None);
        assert_eq!(sent("what"), None);
    }
}
