//! The operations of Stytch that the sandbox plays.

/// Returns whether the sandbox plays an operation, such as `b2b.sessions.get`. A test of the sandbox compares the table in its
/// documentation, which this reads, with its responses.
#[must_use]
pub fn is_played(operation: &str) -> bool {
    let Some((resource, name)) = operation.rsplit_once('.') else { return false };
    let row = TABLE.lines().find_map(|line| line.strip_prefix(&format!("| `{resource}` | ")));
    let played = row.and_then(|row| row.split(" | ").next()).unwrap_or_default();
    played == "all" || played.contains(&format!("`{name}`"))
}

const TABLE: &str = include_str!("../../../stytch-endpoints/src/sandbox/endpoints.md");
