//! How the cost grows with the size of one thing: twice of it may cost about twice as much.

use std::fmt::Write as _;
use std::process::Command;

use crate::corpus::Repo;
use crate::measure::{Subject, interleaved, median, program, run};

/// The sizes of a case, each twice the one before.
const STEPS: u32 = 4;
/// Milliseconds of CPU time below which the growth is not told from the start of the program.
const LEAST: f64 = 10.0;
/// Milliseconds of CPU time from which one run of a size has to do.
const SLOW: f64 = 3000.0;
const ROUNDS: usize = 5;
/// The case whose findings are all in the baseline.
const BASELINE: &str = "baseline entries";

/// Something that there may be many of in a change.
pub struct Case {
    pub name: &'static str,
    /// The smallest size: with what costs little a large one, or the noise of the machine shows, not the growth.
    first: usize,
    /// Makes a repository with a staged change that has so many.
    build: fn(usize) -> Repo,
}

/// What a case costs.
pub struct Growth {
    /// The sizes, and milliseconds of CPU time at each.
    pub costs: Vec<(usize, f64)>,
    /// By how much the last doubling multiplied the cost, without that of the smallest change; `None` where that is
    /// too little to tell.
    pub factor: Option<f64>,
}

/// Every case.
pub const CASES: [Case; 11] = [
    Case { name: "stacked suppression comments", first: 4000, build: suppressions },
    Case { name: "conflict markers", first: 1000, build: conflicts },
    Case { name: "methods of one class", first: 1000, build: methods },
    Case { name: "expressions in one workflow", first: 1000, build: expressions },
    Case { name: BASELINE, first: 1000, build: baseline },
    Case { name: "renamed files", first: 250, build: renames },
    Case { name: "changed lines in one hunk", first: 4000, build: changed_lines },
    Case { name: "hunks in one file", first: 1000, build: hunks },
    Case { name: "imports in one file", first: 1000, build: imports },
    Case { name: "names bound in one scope", first: 1000, build: names },
    Case { name: "nested blocks", first: 100, build: blocks },
];

/// Measures a case; `review` is the program on the staged change of a repository.
pub fn measure(case: &Case, review: &dyn Fn(&Repo) -> Command) -> Result<Growth, String> {
    let small = Repo::new();
    small.write("a.py", "x = 1\n");
    small.stage();
    let floor = cpu(ROUNDS, program(review(&small)))?;
    let mut costs = Vec::new();
    for step in 0..STEPS {
        let size = case.first << step;
        let repo = (case.build)(size);
        if case.name == BASELINE {
            run(review(&repo).arg("--update-baseline"))?;
        }
        let once = run(&mut review(&repo))?.cpu;
        let cost = if once > SLOW { once } else { cpu(ROUNDS, program(review(&repo)))? };
        costs.push((size, cost));
    }
    let own: Vec<_> = costs.iter().map(|(_, cost)| cost - floor).collect();
    let factor = match own[..] {
        [.., before, last] if last > LEAST => Some(last / before.max(LEAST / 2.0)),
        _ => None,
    };
    Ok(Growth { costs, factor })
}

/// The median of CPU time.
fn cpu(rounds: usize, subject: Subject) -> Result<f64, String> {
    let costs = interleaved(rounds, &mut [subject])?;
    Ok(median(costs[0].iter().map(|cost| cost.cpu)))
}

/// A text of so many parts.
fn many(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

/// A staged file, new to the repository.
fn added(path: &str, text: &str) -> Repo {
    let repo = Repo::new();
    repo.write("README.txt", "A project.\n");
    repo.commit();
    repo.write(path, text);
    repo.stage();
    repo
}

/// A staged file that was another one before.
fn changed(path: &str, before: &str, after: &str) -> Repo {
    let repo = Repo::new();
    repo.write(path, before);
    repo.commit();
    repo.write(path, after);
    repo.stage();
    repo
}

fn suppressions(count: usize) -> Repo {
    let comments = "# review: ignore[python/mutable-default]\n".repeat(count);
    added("a.py", &format!("{comments}def f(values=[]):\n    values.append(1)\n    return values\n"))
}

fn conflicts(count: usize) -> Repo {
    let conflict = |number| format!("<<<<<<< ours\nred {number}\n=======\nblue {number}\n>>>>>>> theirs\n");
    added("colours.txt", &many(count, conflict))
}

fn methods(count: usize) -> Repo {
    let method = |number| format!("\n    def m{number}(self, a):\n        return self.m{}(a, {number})\n", number + 1);
    added("a.py", &format!("class A:\n{}", many(count, method)))
}

fn expressions(count: usize) -> Repo {
    let step = |number| format!("      - run: echo {number} \"${{{{ github.event.issue.title }}}}\"\n");
    let head = "on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n";
    added(".github/workflows/a.yml", &format!("{head}{}", many(count, step)))
}

fn baseline(count: usize) -> Repo {
    let function = |number| format!("def f{number}(values=[]):\n    values.append({number})\n    return values\n\n\n");
    added("a.py", &many(count, function))
}

/// Each file has a line that it had not before.
fn renames(count: usize) -> Repo {
    let text = |number: usize| many(20, |line| format!("value_{number}_{line} = compute({}, {line})\n", number * 31));
    let repo = Repo::new();
    for number in 0..count {
        repo.write(&format!("old/{number}.py"), &text(number));
    }
    repo.commit();
    for number in 0..count {
        repo.remove(&format!("old/{number}.py"));
        repo.write(&format!("new/{number}.py"), &format!("{}last = {number}\n", text(number)));
    }
    repo.stage();
    repo
}

fn changed_lines(count: usize) -> Repo {
    let before = many(count, |number| format!("value_{number} = compute({number})\n"));
    changed("a.py", &before, &before.replace("compute", "count"))
}

fn hunks(count: usize) -> Repo {
    let text = |edit: &str| many(count * 10, |line| format!("v{line} = {}\n", if line % 10 == 5 { edit } else { "0" }));
    changed("a.py", &text("1"), &text("2"))
}

fn imports(count: usize) -> Repo {
    let import = |number| format!("from package_{number} import name_{number}\n");
    let usage = |number| format!("name_{number}()\n");
    added("a.py", &format!("{}\n{}", many(count, import), many(count, usage)))
}

fn names(count: usize) -> Repo {
    let name = |number| format!("    name_{number} = load({number})\n    store(name_{number})\n");
    added("a.py", &format!("def f(load, store):\n{}", many(count, name)))
}

fn blocks(count: usize) -> Repo {
    let mut text = String::from("fn f(a: u32) -> u32 {\n");
    for number in 0..count {
        writeln!(text, "if a > {number} {{").expect("memory suffices");
    }
    text.push_str(&"}\n".repeat(count));
    added("a.rs", &(text + "a\n}\n"))
}
