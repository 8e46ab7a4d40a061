//! A model's reply: one of the form that was asked for, within its limits, or an error.

use crate::prompt::Reply;

/// Any text is a reply or an error.
pub fn replies(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for hunks in [1, 3] {
        let Ok(reply) = Reply::read_of(&text, hunks) else { continue };
        assert!(reply.comments.len() <= 3 * hunks, "{} comments", reply.comments.len());
        for share in reply.comments.iter().filter_map(|comment| comment.confidence) {
            assert!((0.0..=1.0).contains(&share), "{share}");
        }
        let written = serde_json::to_string(&reply).expect("a reply is JSON");
        assert_eq!(Reply::read_of(&written, hunks).expect("what is written is read"), reply);
        let of_comments = reply.comments.len();
        let of_disputes = reply.disputes.len();
        let parts = reply.by_hunk(hunks);
        assert_eq!(parts.len(), hunks);
        assert_eq!(parts.iter().map(|part| part.comments.len()).sum::<usize>(), of_comments);
        assert_eq!(parts.iter().map(|part| part.disputes.len()).sum::<usize>(), of_disputes);
    }
}
