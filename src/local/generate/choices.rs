//! How sure the model was where it chose. Probabilities of tokens come in; the share of every alternative goes out.

use std::collections::BTreeMap;

use super::reading::Choosing;

/// A choice that the model made among the alternatives of an `enum`.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Where in the reply, such as `verdict` or `comments.0.severity`.
    pub path: String,
    /// Each alternative with its probability, in the order of the schema; they add up to 1.
    pub shares: Vec<(String, f64)>,
}

/// A choice that is being made, token by token. The mass of a token goes to the alternative that it begins. A token
/// that begins several keeps its mass open: if it is the one that is written, the next token tells how it falls on
/// them; if not, it falls on them as the rest did.
#[derive(Debug, Clone)]
pub(super) struct Weighing {
    path: String,
    names: Vec<String>,
    shares: Vec<f64>,
    /// Mass that several alternatives have in common, for good.
    common: Vec<Mass>,
    /// Mass that what is written so far has, while it begins several.
    open: Option<Mass>,
}

/// Alternatives and a mass that they have in common.
type Mass = (Vec<usize>, f64);

impl Weighing {
    /// Begins; `None` where there is nothing to choose from.
    pub fn new(choosing: &Choosing) -> Option<Self> {
        let names: Vec<String> = choosing.alternatives.iter().map(|(name, _)| name.clone()).collect();
        let (shares, open) = (vec![0.0; names.len()], Some(((0..names.len()).collect(), 1.0)));
        let several = names.len() > 1;
        several.then(|| Self { path: choosing.path.clone(), names, shares, common: Vec::new(), open })
    }

    /// Whether this is the choice that is being made.
    pub fn is_of(&self, choosing: &Choosing) -> bool {
        self.path == choosing.path
    }

    /// Weighs the tokens that may come next: the bytes of each with its mass, which need not add up to anything.
    /// `written` are the bytes of the token that is taken.
    pub fn weigh<'t>(&mut self, choosing: &Choosing, tokens: impl Iterator<Item = (&'t [u8], f64)>, written: &[u8]) {
        let Some((_, open)) = &self.open else { return };
        let mut groups: BTreeMap<Vec<usize>, f64> = BTreeMap::new();
        for (bytes, mass) in tokens {
            *groups.entry(self.begun_by(choosing, bytes)).or_default() += mass;
        }
        groups.remove(&Vec::new());
        let all: f64 = groups.values().sum();
        if all <= 0.0 {
            return;
        }
        let (scale, taken) = (open / all, self.begun_by(choosing, written));
        self.open = None;
        for (group, mass) in groups {
            match group[..] {
                [one] => self.shares[one] += mass * scale,
                _ if group == taken => self.open = Some((group, mass * scale)),
                _ => self.common.push((group, mass * scale)),
            }
        }
    }

    fn begun_by(&self, choosing: &Choosing, bytes: &[u8]) -> Vec<usize> {
        let fits = |rest: &[u8]| rest.starts_with(bytes) || bytes.starts_with(rest);
        let fitting = choosing.alternatives.iter().filter(|(_, rest)| fits(rest));
        fitting.filter_map(|(name, _)| self.names.iter().position(|known| known == name)).collect()
    }

    /// The shares, once the choice is made or broken off.
    pub fn choice(mut self) -> Choice {
        let told = self.shares.clone();
        for (group, mass) in self.common.into_iter().chain(self.open) {
            let all: f64 = group.iter().map(|one| told[*one]).sum();
            let alike: f64 = group.iter().map(|_| 1.0).sum();
            for one in &group {
                let part = if all > 0.0 { told[*one] / all } else { 1.0 / alike };
                self.shares[*one] += mass * part;
            }
        }
        Choice { path: self.path, shares: self.names.into_iter().zip(self.shares).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choosing(written: &str) -> Choosing {
        let names = ["clear", "comment", "hard"].into_iter().filter(|name| name.starts_with(written));
        let alternatives = names.map(|name| (name.to_owned(), format!("{}\"", &name[written.len()..]).into_bytes()));
        Choosing { path: "verdict".to_owned(), alternatives: alternatives.collect() }
    }

    fn weigh(weighing: &mut Weighing, written: &str, tokens: &[(&str, f64)], taken: &str) {
        let tokens = tokens.iter().map(|(text, mass)| (text.as_bytes(), *mass));
        weighing.weigh(&choosing(written), tokens, taken.as_bytes());
    }

    fn shares(weighing: Weighing) -> Vec<f64> {
        weighing.choice().shares.into_iter().map(|(_, share)| (share * 1e6).round() / 1e6).collect()
    }

    #[test]
    fn tokens_that_begin_one_alternative_give_it_their_mass() {
        let mut weighing = Weighing::new(&choosing("")).unwrap();
        weigh(&mut weighing, "", &[("clear", 3.0), ("cl", 1.0), ("comm", 2.0), ("hard\",", 2.0), ("x", 9.0)], "clear");
        assert_eq!(shares(weighing), [0.5, 0.25, 0.25]);
    }

    #[test]
    fn a_token_that_begins_two_is_told_apart_by_the_next() {
        let mut weighing = Weighing::new(&choosing("")).unwrap();
        weigh(&mut weighing, "", &[("c", 8.0), ("h", 2.0)], "c");
        weigh(&mut weighing, "c", &[("l", 1.0), ("o", 3.0)], "o");
        assert_eq!(shares(weighing), [0.2, 0.6, 0.2]);
    }

    #[test]
    fn a_token_that_begins_two_and_is_not_taken_falls_on_them_as_the_rest_did() {
        let mut weighing = Weighing::new(&choosing("")).unwrap();
        weigh(&mut weighing, "", &[("hard", 4.0), ("c", 2.0), ("clear", 1.0), ("comment", 3.0)], "hard");
        assert_eq!(shares(weighing), [0.15, 0.45, 0.4]);
        let mut weighing = Weighing::new(&choosing("")).unwrap();
        weigh(&mut weighing, "", &[("hard", 6.0), ("c", 4.0)], "hard");
        assert_eq!(shares(weighing), [0.2, 0.2, 0.6], "nothing tells them apart");
    }

    #[test]
    fn a_single_alternative_is_no_choice() {
        assert!(Weighing::new(&choosing("h")).is_none());
    }
}
