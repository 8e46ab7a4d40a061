//! What a push sends: from what git tells a pre-push hook, or the pre-commit framework in its place, to what is reviewed.

use std::io::{IsTerminal, Read};

use git2::{Oid, Repository};

use crate::cli::args::ReviewArgs;

/// What reviews each range of commits that a push to this remote sends.
pub(super) fn scopes(repository: &Repository, remote: Option<&str>) -> Vec<ReviewArgs> {
    if let (Ok(from), Ok(to)) = (std::env::var("PRE_COMMIT_FROM_REF"), std::env::var("PRE_COMMIT_TO_REF")) {
        return vec![range(repository, remote, &to, &from)];
    }
    let mut told = String::new();
    let stdin = std::io::stdin();
    // By hand nobody tells anything: then it is what a push would send.
    if stdin.is_terminal() || stdin.lock().read_to_string(&mut told).is_err() || told.trim().is_empty() {
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

/// Whether a commit is in this clone.
fn knows(repository: &Repository, sha: &str) -> bool {
    Oid::from_str(sha).is_ok_and(|id| repository.find_commit(id).is_ok())
}

/// From what the remote has, else from its default branch, else what a push would send.
fn range(repository: &Repository, remote: Option<&str>, to: &str, from: &str) -> ReviewArgs {
    let default = || {
        let heads =
            [format!("refs/remotes/{}/HEAD", remote.unwrap_or("origin")), "refs/remotes/origin/HEAD".to_owned()];
        heads.into_iter().find(|name| repository.revparse_single(name).is_ok())
    };
    let base = Some(from.to_owned()).filter(|from| !is_none(from) && knows(repository, from)).or_else(default);
    let head = base.is_some().then(|| to.to_owned());
    ReviewArgs { base, head, ..ReviewArgs::default() }
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
