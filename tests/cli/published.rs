//! A model that was published for anyone, as a reviewer on this machine.

use crate::sandbox::{Sandbox, smollm2};

#[test]
fn a_model_in_a_folder_is_added_and_reviews_a_change_without_a_network() {
    let sandbox = Sandbox::new();
    sandbox.configure("[local]\nreviewer = \"smollm2\"\nreply_tokens = 40\n");
    let added = sandbox.review(&["models", "add", &smollm2().to_string_lossy()]);
    assert!(added.code == 0 && added.err.contains("added `smollm2` for reviewer"), "{}", added.err);
    sandbox.write("rows.py", "def average(rows):\n    return sum(rows) / len(rows)\n");
    sandbox.git(&["add", "rows.py"]);
    let result = sandbox.json(&["--staged"]);
    let (hunk, usage) = (&result["hunks"][0], &result["usage"]["local"]);
    assert!(["clear", "comment", "hard"].contains(&hunk["verdict"]["verdict"].as_str().unwrap()), "{hunk}");
    assert!(hunk["verdict"]["mistake"].as_f64().is_some_and(|share| (0.0..=1.0).contains(&share)), "{hunk}");
    assert_eq!((&usage["reviewer"], &usage["reviewed"]), (&"smollm2".into(), &1.into()));
    assert!(usage["output_tokens"].as_u64().is_some_and(|tokens| (1..=40).contains(&tokens)), "{usage}");
}
