//! What a run may spend on the cloud, and what it has spent: asked before each call, told after it.

use std::sync::{Mutex, PoisonError};

use crate::provider::{Prices, Tokens};

/// Characters of code to a token, on the safe side: the server's tokenizer is not known here.
const CHARACTERS_PER_TOKEN: u64 = 3;

/// The tokens of a text, estimated from above.
pub fn tokens_of(text: &str) -> u64 {
    (text.len() as u64).div_ceil(CHARACTERS_PER_TOKEN)
}

/// The ceilings of a run.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Ceilings {
    /// Tokens sent and received.
    pub tokens: Option<u64>,
    /// US dollars.
    pub cost: Option<f64>,
}

/// What a run has spent.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spent {
    /// Requests that were sent, each time that they were.
    pub requests: usize,
    /// Their tokens by the servers' word, and by our estimate where a server gives none.
    pub tokens: Tokens,
    /// What counts against the ceilings: the larger of a server's word and our estimate.
    counted: Tokens,
    /// What is set aside for requests under way.
    reserved: Tokens,
}

/// The ceilings and what was spent; shared by all that ask.
pub struct Budget {
    ceilings: Ceilings,
    prices: Prices,
    model: String,
    spent: Mutex<Spent>,
}

impl Budget {
    /// A budget for a model of which nothing is spent.
    ///
    /// # Errors
    /// In a sentence: a ceiling in dollars for a model whose price is not known.
    pub fn new(ceilings: Ceilings, prices: Prices, model: &str) -> Result<Self, String> {
        if ceilings.cost.is_some() && prices.cost(model, Tokens::default()).is_none() {
            return Err(format!(
                "a ceiling in dollars is set, and no price of {model} is known: give it in `[cloud] prices`"
            ));
        }
        Ok(Self { ceilings, prices, model: model.to_owned(), spent: Mutex::default() })
    }

    /// Sets aside what a request may take at the most.
    ///
    /// # Errors
    /// In a sentence, the ceiling that it would go through.
    pub fn reserve(&self, most: Tokens) -> Result<(), String> {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let after = sum(sum(spent.counted, spent.reserved), most);
        let tokens = after.input.saturating_add(after.output);
        if let Some(ceiling) = self.ceilings.tokens.filter(|ceiling| tokens > *ceiling) {
            return Err(format!("the run's ceiling of {ceiling} tokens is reached (`--max-tokens`)"));
        }
        let cost = self.prices.cost(&self.model, after);
        if let Some(ceiling) = self.ceilings.cost.filter(|ceiling| cost.is_none_or(|cost| cost > *ceiling)) {
            return Err(format!("the run's ceiling of ${ceiling} is reached (`--max-cost`)"));
        }
        spent.reserved = sum(spent.reserved, most);
        Ok(())
    }

    /// Takes back what was set aside for a request of which nothing came to the server.
    pub fn release(&self, reserved: Tokens) {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        take_back(&mut spent.reserved, reserved);
    }

    /// Notes a request that was sent, in the place of what was set aside for it. A server says what it took, or nothing
    /// of the kind; what was sent and what came back, by our estimate, are known without it.
    pub fn settle(&self, reserved: Tokens, said: Tokens, came_back: u64) {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        take_back(&mut spent.reserved, reserved);
        let counted = Tokens { input: said.input.max(reserved.input), output: said.output.max(came_back), ..said };
        let given = |said: u64, estimate: u64| if said == 0 { estimate } else { said };
        let told = Tokens { input: given(said.input, reserved.input), output: given(said.output, came_back), ..said };
        spent.counted = sum(spent.counted, counted);
        spent.tokens = sum(spent.tokens, told);
        spent.requests = spent.requests.saturating_add(1);
    }

    /// What was spent so far.
    pub fn spent(&self) -> Spent {
        *self.spent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What so many tokens cost in US dollars; `None` where no price is known.
    pub fn cost(&self, tokens: Tokens) -> Option<f64> {
        self.prices.cost(&self.model, tokens)
    }
}

/// Servers say what they like: a sum that goes too far stays at the end.
fn sum(a: Tokens, b: Tokens) -> Tokens {
    Tokens {
        input: a.input.saturating_add(b.input),
        cached: a.cached.saturating_add(b.cached),
        written: a.written.saturating_add(b.written),
        output: a.output.saturating_add(b.output),
    }
}

fn take_back(reserved: &mut Tokens, part: Tokens) {
    reserved.input = reserved.input.saturating_sub(part.input);
    reserved.output = reserved.output.saturating_sub(part.output);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::CloudSection;

    const FIVE: Tokens = Tokens { input: 4, cached: 0, written: 0, output: 1 };

    fn budget(tokens: u64) -> Budget {
        let ceilings = Ceilings { tokens: Some(tokens), cost: None };
        Budget::new(ceilings, Prices::from_section(&CloudSection::default()), "m").unwrap()
    }

    #[test]
    fn what_is_under_way_counts_and_what_was_not_needed_comes_back() {
        let budget = budget(14);
        budget.reserve(FIVE).unwrap();
        budget.reserve(FIVE).unwrap();
        assert!(budget.reserve(FIVE).unwrap_err().contains("14 tokens"));
        budget.settle(FIVE, Tokens { input: 1, ..Tokens::default() }, 0);
        budget.reserve(FIVE).unwrap();
        assert_eq!((budget.spent().requests, budget.spent().tokens.input), (1, 1));
        budget.release(FIVE);
        budget.reserve(FIVE).unwrap();
        assert_eq!(budget.spent().requests, 1);
    }

    #[test]
    fn a_server_that_says_too_little_is_not_believed_and_one_that_says_too_much_ends_it() {
        for (said, told) in [(0, 4), (1, 1), (9, 9)] {
            let budget = budget(13);
            budget.reserve(FIVE).unwrap();
            budget.settle(FIVE, Tokens { input: said, ..Tokens::default() }, 1);
            assert_eq!((budget.spent().tokens.input, budget.spent().tokens.output), (told, 1));
            assert_eq!(budget.reserve(FIVE).is_ok(), said < 9, "{said}");
            assert!(budget.reserve(FIVE).is_err());
        }
        let budget = budget(u64::MAX - 1);
        let most = Tokens { input: u64::MAX, cached: u64::MAX, written: u64::MAX, output: u64::MAX };
        for _ in 0..2 {
            budget.settle(FIVE, most, 1);
        }
        assert_eq!(budget.spent().tokens, most);
        assert!(budget.reserve(FIVE).is_err());
    }

    #[test]
    fn a_ceiling_in_dollars_needs_a_price() {
        let ceilings = Ceilings { tokens: None, cost: Some(1.0) };
        let error =
            Budget::new(ceilings, Prices::from_section(&CloudSection::default()), "nobody-knows-it").err().unwrap();
        assert!(error.contains("`[cloud] prices`"), "{error}");
    }
}
