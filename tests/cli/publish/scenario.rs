//! What happens to a change over ten pushes, on whichever platform: each finding has one thread, on its line.

use std::sync::LazyLock;

use hybrid_review::config::{Config, Layers};
use hybrid_review::diff::Scope;
use hybrid_review::finding::Finding;
use hybrid_review::git::Repository;
use hybrid_review::merge::Baseline;
use hybrid_review::review::{self, Outcome, Request};
use hybrid_review::rules::RuleSet;

use super::{bad, ci, good, repository};
use crate::sandbox::Sandbox;

static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);
static CONFIG: LazyLock<Config> = LazyLock::new(|| Layers::new().finish().unwrap());

/// The variables of a job.
pub type Variables = Vec<(&'static str, String)>;

/// A platform on this machine.
pub trait Fake {
    /// Takes a push of the branch, and returns the variables of its job.
    fn push(&self, sandbox: &Sandbox) -> Variables;
    /// Fails after so many requests.
    fn breaks_after(&self, requests: Option<usize>);
    /// The threads on lines.
    fn seen(&self) -> Vec<Seen>;
    /// How many other comments there are.
    fn summaries(&self) -> usize;
    /// A person resolves the open thread on a line with this text.
    fn resolve(&self, text: &str);
}

/// A thread as people see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    pub body: String,
    pub resolved: bool,
    pub path: String,
    /// The text of the line that it was begun on.
    pub text: String,
    /// The line that it is on now, if the platform still shows it on one.
    pub line: Option<u64>,
}

impl Seen {
    /// The id at the top.
    fn id(&self) -> &str {
        &self.body.strip_prefix("<!-- review:").unwrap_or_else(|| panic!("no id: {self:?}"))[..16]
    }

    fn is_gone(&self) -> bool {
        self.body.lines().next().unwrap().contains(" gone")
    }

    /// Whether it says a finding: an open one where it is, one that a person resolved wherever its file was before.
    fn says(&self, finding: &Finding) -> bool {
        let same = if self.resolved { self.id()[8..] == finding.id[8..] } else { self.id() == finding.id };
        same && !self.is_gone()
    }
}

/// The branch, reviewed by the rules alone, without the program around it.
pub fn reviewed(sandbox: &Sandbox) -> Outcome {
    let repository = Repository::open(&sandbox.root()).unwrap();
    let baseline = Baseline::default();
    let scope = Scope::Range { base: "main".into(), head: Some("work".into()) };
    let request = Request::new(&CONFIG, &baseline);
    let (repository, rules) = (Some(&repository), Some(&*RULES));
    review::run(&Request { repository, rules, scope: &scope, ..request }).unwrap()
}

/// Looks at what is there after a push: every finding is said once, and on its line of the head's file.
fn check(sandbox: &Sandbox, fake: &dyn Fake, what: &str) {
    let (seen, findings) = (fake.seen(), reviewed(sandbox).review.findings);
    for finding in &findings {
        let said: Vec<_> = seen.iter().filter(|thread| thread.says(finding)).collect();
        let [thread] = said[..] else { panic!("{what}: {} has {said:?}", finding.path) };
        if thread.resolved {
            continue;
        }
        let text = sandbox.git(&["show", &format!("work:{}", finding.path)]);
        let line = text.lines().nth(finding.start.line.index()).unwrap();
        assert_eq!((&*thread.path, &*thread.text), (&*finding.path, line), "{what}");
        assert_eq!(thread.line, Some(finding.start.line.0.into()), "{what}: {line}");
        assert!(line.contains("seen=[]"), "{what}: {line}");
    }
    for thread in &seen {
        let open = !thread.resolved;
        assert!(!open || findings.iter().any(|finding| thread.says(finding)), "{what}: said for nothing: {thread:?}");
        assert!(!open || !thread.is_gone(), "{what}: half closed: {thread:?}");
    }
    assert_eq!(fake.summaries(), 1, "{what}: one summary");
}

/// A push that is reviewed without an accident.
pub fn push(sandbox: &Sandbox, fake: &dyn Fake) {
    whole(sandbox, &fake.push(sandbox));
    check(sandbox, fake, "a push");
}

/// A review without an accident.
pub fn whole(sandbox: &Sandbox, variables: &Variables) {
    let run = ci(sandbox, variables, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
}

/// The functions with an open thread, by their lines.
fn open(fake: &dyn Fake) -> Vec<String> {
    let seen = fake.seen().into_iter().filter(|thread| !thread.resolved);
    let mut open: Vec<_> =
        seen.map(|own| format!("{} {}", own.path, own.text[4..].split('(').next().unwrap())).collect();
    open.sort();
    open
}

/// Ten pushes, with people who do something between.
pub fn ten_pushes(fake: &dyn Fake, mut review: impl FnMut(&Sandbox, &Variables)) {
    let sandbox = repository();
    let write = |path: &str, parts: &[String]| sandbox.write(path, parts.concat());
    let amend = || drop(sandbox.git(&["commit", "--quiet", "--all", "--amend", "--no-edit"]));
    let mut push = |what: &str, expected: &[&str]| {
        review(&sandbox, &fake.push(&sandbox));
        check(&sandbox, fake, what);
        assert_eq!(open(fake), expected, "{what}");
    };

    write("a.py", &[bad("one"), bad("two")]);
    sandbox.commit("work");
    push("1. add", &["a.py one", "a.py two"]);

    write("a.py", &[bad("one"), bad("two"), bad("three")]);
    amend();
    push("2. amend", &["a.py one", "a.py three", "a.py two"]);

    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.write("other.py", "y = 1\n");
    sandbox.commit("elsewhere");
    sandbox.git(&["checkout", "--quiet", "work"]);
    sandbox.git(&["rebase", "--quiet", "main"]);
    push("3. rebase", &["a.py one", "a.py three", "a.py two"]);

    fake.resolve("two");
    write("a.py", &[good("zero"), bad("one"), bad("two"), bad("three")]);
    amend();
    push("4. dismiss, and force-push lines above", &["a.py one", "a.py three"]);

    write("a.py", &[good("zero"), good("one"), bad("two"), bad("three")]);
    sandbox.commit("mend one");
    push("5. mend", &["a.py three"]);

    sandbox.git(&["revert", "--no-edit", "HEAD"]);
    push("6. revert", &["a.py one", "a.py three"]);

    sandbox.git(&["mv", "a.py", "b.py"]);
    sandbox.commit("rename");
    push("7. rename", &["b.py one", "b.py three"]);

    fake.resolve("three");
    sandbox.git(&["revert", "--no-edit", "HEAD"]);
    push("8. dismiss, and rename back", &["a.py one"]);

    fake.resolve("one");
    sandbox.git(&["mv", "a.py", "c.py"]);
    write("c.py", &[bad("four"), good("one"), bad("two"), bad("three"), bad("five")]);
    sandbox.commit("rename and edit");
    push("9. mend and resolve, rename and edit", &["c.py five", "c.py four"]);

    sandbox.git(&["rm", "--quiet", "c.py"]);
    sandbox.commit("remove");
    push("10. remove", &[]);
}
