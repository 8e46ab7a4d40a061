//! What is asked of GitHub's GraphQL.

/// The newest commit of a pull request, and its threads, the oldest first.
pub(super) const THREADS: &str = "\
query Threads($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    headRefOid
    reviewThreads(first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { id isResolved comments(first: 50) { nodes { id body viewerDidAuthor } } }
    }
  } }
}";

/// Its comments that stand on no line.
pub(super) const COMMENTS: &str = "\
query Comments($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    comments(first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { id body viewerDidAuthor }
    }
  } }
}";

/// A comment on a line, written anew.
pub(super) const EDIT_COMMENT: &str = "\
mutation EditComment($id: ID!, $body: String!) {
  updatePullRequestReviewComment(input: {pullRequestReviewCommentId: $id, body: $body}) { clientMutationId }
}";

/// A comment that stands on no line, written anew.
pub(super) const EDIT_SUMMARY: &str = "\
mutation EditSummary($id: ID!, $body: String!) {
  updateIssueComment(input: {id: $id, body: $body}) { clientMutationId }
}";

/// A thread, resolved.
pub(super) const RESOLVE: &str = "\
mutation Resolve($id: ID!) { resolveReviewThread(input: {threadId: $id}) { clientMutationId } }";

/// A thread, opened again.
pub(super) const UNRESOLVE: &str = "\
mutation Unresolve($id: ID!) { unresolveReviewThread(input: {threadId: $id}) { clientMutationId } }";
