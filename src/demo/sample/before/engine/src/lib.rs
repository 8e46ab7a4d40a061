//! Stock levels of the shop.

use std::collections::HashMap;
use std::sync::Mutex;

#[derive(Default)]
pub struct Stock {
    levels: Mutex<HashMap<String, u32>>,
}

impl Stock {
    pub fn level(&self, article: &str) -> u32 {
        self.levels.lock().unwrap().get(article).copied().unwrap_or(0)
    }

    pub fn set(&self, article: &str, level: u32) {
        self.levels.lock().unwrap().insert(article.to_owned(), level);
    }
}

pub fn parse_line(line: &str) -> Option<(String, u32)> {
    let (article, level) = line.split_once('=')?;
    Some((article.to_owned(), level.trim().parse().ok()?))
}
