//! What tokens cost: a table that is part of the program, and what the user says instead.

use std::collections::BTreeMap;

use super::Tokens;
use crate::config::{CloudSection, Price};

/// The table of the program.
const TABLE: &str = include_str!("prices.toml");

/// Prices by the beginning of a model's name.
#[derive(Debug, Clone, Default)]
pub struct Prices(BTreeMap<String, Price>);

impl Prices {
    /// The table of the program with the user's prices over it.
    pub fn of(section: &CloudSection) -> Self {
        let mut prices: BTreeMap<String, Price> = toml::from_str(TABLE).expect("a test reads it");
        prices.extend(section.prices.clone().unwrap_or_default());
        Self(prices)
    }

    /// US dollars for tokens of a model; `None` where its price is not known.
    pub fn cost(&self, model: &str, tokens: Tokens) -> Option<f64> {
        // Resellers put the maker before the name.
        let name = model.rsplit('/').next().unwrap_or(model);
        let fits = |own: &&String| model.starts_with(own.as_str()) || name.starts_with(own.as_str());
        let price = self.0.keys().filter(fits).max_by_key(|own| own.len()).map(|own| self.0[own])?;
        #[allow(clippy::cast_precision_loss)] // far below 2^52
        let dollars = |tokens: u64, price: f64| tokens as f64 * price / 1e6;
        let plain = tokens.input.saturating_sub(tokens.cached + tokens.written);
        Some(
            dollars(plain, price.input)
                + dollars(tokens.cached, price.cached.unwrap_or(price.input))
                + dollars(tokens.written, price.written.unwrap_or(price.input))
                + dollars(tokens.output, price.output),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(model: &str, own: &str) -> Option<f64> {
        let section = CloudSection { prices: Some(toml::from_str(own).unwrap()), ..CloudSection::default() };
        let tokens = Tokens { input: 1_000_000, cached: 500_000, written: 100_000, output: 100_000 };
        Prices::of(&section).cost(model, tokens).map(|dollars| (dollars * 1000.0).round() / 1000.0)
    }

    #[test]
    fn the_longest_name_that_fits_counts_and_cached_tokens_cost_less() {
        assert_eq!(cost("gpt-4.1-mini-2025-04-14", ""), Some(0.16 + 0.05 + 0.04 + 0.16));
        assert_eq!(cost("anthropic/claude-sonnet-4-5", ""), Some(1.2 + 0.15 + 0.375 + 1.5));
    }

    #[test]
    fn the_user_overrides_and_an_unknown_model_has_no_price() {
        assert_eq!(
            cost("gpt-4.1-mini", "gpt = { input = 9, output = 9 }\n\"gpt-4.1-mini\" = { input = 1, output = 0 }"),
            Some(1.0)
        );
        assert_eq!(cost("qwen2.5-coder:7b", ""), None);
    }
}
