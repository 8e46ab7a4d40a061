//! What a server answers: read by each protocol as an answer within its limits, or as none. The tokens that count are
//! never fewer than what was sent and what came back.

use serde_json::Value;

use crate::cloud::{Budget, Ceilings};
use crate::config::CloudSection;
use crate::egress::Redacted;
use crate::provider::{Answer, Attempts, Call, Content, Prices, Tokens, read_answer};

/// Calls of one answer that are looked at, and the length of their names and ids.
const MOST: usize = 64;

/// Any bytes are an answer or none.
pub fn providers(bytes: &[u8]) {
    let Ok(answer) = serde_json::from_slice::<Value>(bytes) else { return };
    let system = Redacted::default();
    let meter = Attempts::default();
    let call = Call {
        system: &system,
        messages: &[],
        tools: &[],
        must_reply: false,
        reply: &Value::Null,
        reply_tokens: 100,
        probabilities: true,
        meter: &meter,
    };
    for answer in read_answer(&answer, &call).iter().flatten() {
        check(answer);
    }
}

fn check(answer: &Answer) {
    if let Content::Calls { calls, .. } = &answer.content {
        assert!((1..=MOST).contains(&calls.len()), "{} calls", calls.len());
        for name in calls.iter().flat_map(|call| [&call.id, &call.name]) {
            assert!((1..=MOST).contains(&name.len()) && name.is_ascii(), "{name:?}");
        }
    }
    if let Some(shares) = answer.verdicts {
        let sum: f64 = shares.iter().sum();
        let are_shares = shares.iter().all(|share| (0.0..=1.0).contains(share));
        assert!(are_shares && (sum - 1.0).abs() < 1e-9, "{shares:?}");
    }
    let tokens = answer.tokens;
    let parts = tokens.cached.saturating_add(tokens.written);
    assert!(parts <= tokens.input, "{tokens:?}: a part is more than the whole");
    check_budget(tokens);
}

/// Whether a budget of less than was sent is used up, whatever the server says.
fn check_budget(said: Tokens) {
    const SENT: Tokens = Tokens { input: 10, cached: 0, written: 0, output: 5 };
    let ceilings = Ceilings { tokens: Some(15), cost: None };
    let prices = Prices::from_section(&CloudSection::default());
    let budget = Budget::new(ceilings, prices, "m").expect("no ceiling is in dollars");
    budget.reserve(SENT).expect("it is within the ceiling");
    budget.settle(SENT, said, SENT.output);
    assert!(
        budget.reserve(Tokens { input: 1, ..Tokens::default() }).is_err(),
        "{said:?} counts for less than was sent"
    );
    let told = budget.spent().tokens;
    assert!(told.input > 0 && told.output > 0, "{told:?}");
}
