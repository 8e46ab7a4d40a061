use std::path::PathBuf;

use super::*;

mod fakes;
mod replies;

/// The folder of the small model that tests use.
pub fn model() -> PathBuf {
    crate::local::decoder::tests::smollm2()
}

/// The schema of a review's reply.
pub fn schema() -> serde_json::Value {
    serde_json::json!({
        "type": "object", "additionalProperties": false, "required": ["verdict", "comments"],
        "properties": {
            "verdict": {"enum": ["clear", "comment", "hard"]},
            "comments": {"type": "array", "maxItems": 3, "items": {
                "type": "object", "additionalProperties": false,
                "required": ["quote", "message", "severity", "suggestion"],
                "properties": {
                    "quote": {"type": "string", "maxLength": 200},
                    "message": {"type": "string", "minLength": 1, "maxLength": 300},
                    "severity": {"enum": ["error", "warning", "info"]},
                    "suggestion": {"type": ["string", "null"], "maxLength": 300}
                }
            }}
        }
    })
}
