//! What happens to a pull request over ten pushes, on whichever platform: each finding has one thread, on its line.

use std::collections::BTreeMap;

use super::{bad, ci, good, repository};
use crate::sandbox::Sandbox;

/// A platform on this machine.
pub trait Fake {
    /// Takes a push of the branch, and returns the variables of its job.
    fn push(&self, sandbox: &Sandbox) -> Vec<(&'static str, String)>;
    /// Fails after so many requests.
    fn breaks_after(&self, requests: Option<usize>);
    /// The threads on lines.
    fn seen(&self) -> Vec<Seen>;
    /// How many other comments there are.
    fn summaries(&self) -> usize;
    /// A person resolves the thread on a line with this text.
    fn resolve(&self, text: &str);
}

/// A thread as people see it.
#[derive(Debug, Clone)]
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
    fn closed_by_us(&self) -> bool {
        self.body.lines().next().unwrap().contains(" gone")
    }
}

/// What is wrong on the branch: the places by the texts of their lines.
fn wrong(sandbox: &Sandbox) -> BTreeMap<String, (String, u64)> {
    let result = sandbox.json(&["--base", "main", "--head", "work", "--tiers", "rules"]);
    let place = |own: &serde_json::Value| {
        let (path, line) = (own["path"].as_str().unwrap(), own["start"]["line"].as_u64().unwrap());
        let text = sandbox.git(&["show", &format!("work:{path}")]);
        let text = text.lines().nth(usize::try_from(line).unwrap() - 1).unwrap();
        (text.to_owned(), (path.to_owned(), line))
    };
    result["findings"].as_array().unwrap().iter().map(place).collect()
}

/// Reviews a push, at first with a server that fails after so many requests, and looks at what is there then.
pub fn push(sandbox: &Sandbox, fake: &dyn Fake, breaks_after: Option<usize>) {
    let variables = fake.push(sandbox);
    if breaks_after.is_some() {
        fake.breaks_after(breaks_after);
        ci(sandbox, &variables, &[]);
        fake.breaks_after(None);
    }
    let run = ci(sandbox, &variables, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    let (seen, wrong) = (fake.seen(), wrong(sandbox));
    for (text, place) in &wrong {
        let said: Vec<_> = seen.iter().filter(|own| own.text == *text && !own.closed_by_us()).collect();
        let open: Vec<_> = said.iter().filter(|own| !own.resolved).collect();
        assert!(open.len() == 1 || open.is_empty() && !said.is_empty(), "{text}: {seen:#?}");
        let is_right = |own: &&&Seen| own.path == place.0 && own.line.is_none_or(|line| line == place.1);
        assert!(open.iter().all(|own| is_right(&own)), "{text} is at {place:?}: {seen:#?}");
    }
    for own in &seen {
        assert!(own.resolved || wrong.contains_key(&own.text) && !own.closed_by_us(), "left open: {own:#?}");
    }
    assert!(fake.summaries() <= 1, "one summary");
}

/// Whether nothing is open on a finding that a person has dismissed.
fn dismissed(fake: &dyn Fake) -> bool {
    fake.seen().iter().filter(|own| own.text.contains("two")).all(|own| own.resolved)
}

/// Ten pushes, with people who do something between.
pub fn ten_pushes(fake: &dyn Fake, breaks_after: impl Fn(usize) -> Option<usize>) {
    let sandbox = repository();
    let write = |parts: &[String]| sandbox.write("a.py", parts.concat());
    let commit = || sandbox.commit("work");
    let amend = || sandbox.git(&["commit", "--quiet", "--all", "--amend", "--no-edit"]);
    // 1. Added.
    write(&[bad("one"), bad("two")]);
    commit();
    push(&sandbox, fake, breaks_after(1));
    // 2. Amended.
    write(&[bad("one"), bad("two"), bad("three")]);
    amend();
    push(&sandbox, fake, breaks_after(2));
    // 3. Rebased.
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.write("other.py", "y = 1\n");
    commit();
    sandbox.git(&["checkout", "--quiet", "work"]);
    sandbox.git(&["rebase", "--quiet", "main"]);
    push(&sandbox, fake, breaks_after(3));
    // 4. Forced, with lines above; and a person has dismissed a thread.
    fake.resolve("two");
    write(&[good("zero"), bad("one"), bad("two"), bad("three")]);
    amend();
    push(&sandbox, fake, breaks_after(4));
    assert!(dismissed(fake));
    // 5. Fixed.
    write(&[good("zero"), good("one"), bad("two"), bad("three")]);
    commit();
    push(&sandbox, fake, breaks_after(5));
    // 6. Wrong again.
    write(&[good("zero"), bad("one"), bad("two"), bad("three")]);
    commit();
    push(&sandbox, fake, breaks_after(6));
    assert!(dismissed(fake));
    // 7. Moved.
    sandbox.git(&["mv", "a.py", "b.py"]);
    commit();
    push(&sandbox, fake, breaks_after(7));
    // 8. Moved back.
    sandbox.git(&["revert", "--no-edit", "HEAD"]);
    push(&sandbox, fake, breaks_after(8));
    assert!(dismissed(fake), "what a person dismissed stays so");
    // 9. More at once.
    write(&[bad("one"), bad("two"), bad("three"), bad("four"), bad("five")]);
    commit();
    push(&sandbox, fake, breaks_after(9));
    // 10. All gone.
    sandbox.git(&["rm", "--quiet", "a.py"]);
    commit();
    push(&sandbox, fake, breaks_after(10));
    assert!(fake.seen().iter().all(|own| own.resolved));
}
