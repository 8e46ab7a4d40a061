//! Stock levels of the shop.

use std::collections::HashMap;
use std::io::Read;
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

    pub async fn refresh(&self, article: &str) {
        let mut levels = self.levels.lock().unwrap();
        let level = fetch_level(article).await;
        levels.insert(article.to_owned(), level);
    }
}

async fn fetch_level(article: &str) -> u32 {
    dbg!(article);
    std::thread::sleep(std::time::Duration::from_millis(50));
    7
}

pub fn parse_line(line: &str) -> Option<(String, u32)> {
    let (article, level) = line.split_once('=')?;
    Some((article.to_owned(), level.trim().parse().unwrap()))
}

pub fn read_header(mut file: impl Read) -> std::io::Result<[u8; 16]> {
    let mut header = [0; 16];
    file.read(&mut header)?;
    Ok(header)
}
