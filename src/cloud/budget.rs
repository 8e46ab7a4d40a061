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
    /// Requests that were sent.
    pub requests: usize,
    /// Their tokens.
    pub tokens: Tokens,
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
        let after = sum(sum(spent.tokens, spent.reserved), most);
        if let Some(ceiling) = self.ceilings.tokens.filter(|ceiling| after.input + after.output > *ceiling) {
            return Err(format!("the run's ceiling of {ceiling} tokens is reached (`--max-tokens`)"));
        }
        let cost = self.prices.cost(&self.model, after);
        if let Some(ceiling) = self.ceilings.cost.filter(|ceiling| cost.is_none_or(|cost| cost > *ceiling)) {
            return Err(format!("the run's ceiling of ${ceiling} is reached (`--max-cost`)"));
        }
        spent.reserved = sum(spent.reserved, most);
        Ok(())
    }

    /// Takes back what was set aside, and notes what was spent in its place by a request, if one was sent.
    pub fn settle(&self, reserved: Tokens, taken: Tokens, sent: bool) {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        spent.reserved.input -= reserved.input;
        spent.reserved.output -= reserved.output;
        spent.tokens = sum(spent.tokens, taken);
        spent.requests += usize::from(sent);
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

fn sum(a: Tokens, b: Tokens) -> Tokens {
    Tokens {
        input: a.input + b.input,
        cached: a.cached + b.cached,
        written: a.written + b.written,
        output: a.output + b.output,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::CloudSection;

    const FIVE: Tokens = Tokens { input: 4, cached: 0, written: 0, output: 1 };

    #[test]
    fn what_is_under_way_counts_and_what_was_not_needed_comes_back() {
        let budget =
            Budget::new(Ceilings { tokens: Some(12), cost: None }, Prices::from_section(&CloudSection::default()), "m")
                .unwrap();
        budget.reserve(FIVE).unwrap();
        budget.reserve(FIVE).unwrap();
        assert!(budget.reserve(FIVE).unwrap_err().contains("12 tokens"));
        budget.settle(FIVE, Tokens { input: 1, ..Tokens::default() }, true);
        budget.reserve(FIVE).unwrap();
        assert_eq!((budget.spent().requests, budget.spent().tokens.input), (1, 1));
    }

    #[test]
    fn a_ceiling_in_dollars_needs_a_price() {
        let ceilings = Ceilings { tokens: None, cost: Some(1.0) };
        let error =
            Budget::new(ceilings, Prices::from_section(&CloudSection::default()), "nobody-knows-it").err().unwrap();
        assert!(error.contains("`[cloud] prices`"), "{error}");
    }
}
