//! "Did you mean": the known names that are similar to a wrong one.

/// The least similarity of a name that is suggested.
const MIN_SIMILARITY: f64 = 0.65;

/// Returns at most three similar names, the most similar first.
pub(crate) fn similar<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| (similarity(wrong, name), name))
        .filter(|(similarity, _)| *similarity > MIN_SIMILARITY)
        .collect();
    found.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    found.into_iter().map(|(_, name)| name).take(3).collect()
}

/// Returns `; did you mean …?`, or nothing where no name is similar.
pub(crate) fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let names = similar(wrong, known);
    if names.is_empty() {
        return String::new();
    }
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    format!("; did you mean {}?", names.join(" or "))
}

/// Returns the similarity of two names. The end of a dotted name counts as nearly equal, since people remember it:
/// `connected_apps.revoke`.
fn similarity(wrong: &str, name: &str) -> f64 {
    let (wrong, name) = (wrong.to_lowercase(), name.to_lowercase());
    let is_end = name.strip_suffix(&wrong).is_some_and(|rest| rest.ends_with(['.', '_']));
    if is_end { 0.99 } else { strsim::normalized_damerau_levenshtein(&wrong, &name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_is_found_and_what_is_not_is_not() {
        let known = ["teams.members.get", "teams.members.list", "users.delete"];
        assert_eq!(similar("teams.members.gte", known).first(), Some(&"teams.members.get"));
        assert_eq!(similar("delete", known), ["users.delete"]);
        assert_eq!(did_you_mean("zebra", known), "");
        assert_eq!(did_you_mean("users.delet", known), "; did you mean `users.delete`?");
    }
}
