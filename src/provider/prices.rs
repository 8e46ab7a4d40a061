//! What models cost: the table of `prices.toml`, and over it what the user says.

use std::collections::BTreeMap;

use super::Tokens;
use crate::config::{CloudSection, Price};

/// Prices of models by the beginnings of their names.
#[derive(Debug, Clone)]
pub struct Prices {
    own: BTreeMap<String, Price>,
    built_in: BTreeMap<String, Price>,
}

impl Prices {
    /// The built-in prices and those of the configuration, which go first.
    pub fn from_section(section: &CloudSection) -> Self {
        let built_in = toml::from_str(include_str!("prices.toml")).expect("it is valid: a test reads it");
        Self { own: section.prices.clone().unwrap_or_default(), built_in }
    }

    /// US dollars for these tokens; `None` where the model's price is not known.
    #[allow(clippy::cast_precision_loss)] // for people
    pub fn cost(&self, model: &str, tokens: Tokens) -> Option<f64> {
        let price = longest(&self.own, model).or_else(|| longest(&self.built_in, model))?;
        let plain = tokens.input.saturating_sub(tokens.cached).saturating_sub(tokens.written);
        let dollars = plain as f64 * price.input
            + tokens.cached as f64 * price.cached.unwrap_or(price.input)
            + tokens.written as f64 * price.written.unwrap_or(price.input)
            + tokens.output as f64 * price.output;
        Some(dollars / 1e6)
    }
}

/// The price of the longest name that the model's begins with.
fn longest<'p>(prices: &'p BTreeMap<String, Price>, model: &str) -> Option<&'p Price> {
    let of = |name: &String| model.strip_prefix(name.as_str()).is_some_and(is_date);
    prices.iter().filter(|(name, _)| of(name)).max_by_key(|(name, _)| name.len()).map(|(_, price)| price)
}

/// Whether the rest of a name is a date, `-latest` or nothing: with anything else it is another model.
fn is_date(rest: &str) -> bool {
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    let date = digits == 8 && rest.starts_with('-') && rest.chars().all(|sign| sign == '-' || sign.is_ascii_digit());
    rest.is_empty() || rest == "-latest" || date
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLION: Tokens = Tokens { input: 1_000_000, cached: 0, written: 0, output: 1_000_000 };

    #[test]
    fn tokens_from_the_cache_and_into_it_have_prices_of_their_own() {
        let prices = Prices::from_section(&CloudSection::default());
        let tokens = Tokens { input: 1_000_000, cached: 500_000, written: 200_000, output: 100_000 };
        let cost = prices.cost("claude-sonnet-4-5-20250929", tokens).unwrap();
        assert!((cost - (0.3 * 3.0 + 0.5 * 0.3 + 0.2 * 3.75 + 0.1 * 15.0)).abs() < 1e-9, "{cost}");
    }

    #[test]
    fn a_model_goes_by_its_longest_name_and_an_unknown_one_has_no_price() {
        let prices = Prices::from_section(&CloudSection::default());
        assert_eq!(prices.cost("gpt-4o-2024-08-06", MILLION), Some(12.5));
        assert_eq!(prices.cost("gpt-4o-mini", MILLION), Some(0.75));
        for unknown in ["gpt-4o-other", "gpt-4o-1", "qwen2.5-coder:7b", "", "claude-sonnet-9"] {
            assert_eq!(prices.cost(unknown, MILLION), None, "{unknown}");
        }
    }

    #[test]
    fn the_users_prices_go_first() {
        let own = "prices = { ours = { input = 1.0, output = 2.0 }, gpt-4o = { input = 0, output = 0 } }";
        let prices = Prices::from_section(&toml::from_str(own).unwrap());
        assert_eq!(prices.cost("ours", MILLION), Some(3.0));
        assert_eq!(prices.cost("gpt-4o", MILLION), Some(0.0));
    }
}
