//! stub until merge
use serde::{Serialize, de::DeserializeOwned};
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);
impl Key {
    pub fn of(parts: &[&str]) -> Self {
        Self(crate::digest::sha256(parts))
    }
}
pub struct Store;
impl Store {
    pub fn get<T: DeserializeOwned>(&self, _kind: &str, key: &Key) -> Option<T> {
        let _ = &key.0;
        None
    }
    pub fn put<T: Serialize>(&self, _kind: &str, _key: &Key, _model: &str, _value: &T) {}
}
