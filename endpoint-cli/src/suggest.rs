//! "Did you mean": the known name that a wrong one is most like.

/// Names less alike than this are not what was meant.
const ALIKE: f64 = 0.65;

/// The candidates that are alike, the most alike first, at most three.
pub(crate) fn similar<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<(f64, &str)> =
        known.into_iter().map(|name| (likeness(wrong, name), name)).filter(|(likeness, _)| *likeness > ALIKE).collect();
    found.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    found.into_iter().map(|(_, name)| name).take(3).collect()
}

/// `; did you mean …?`, or nothing.
pub(crate) fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let alike = similar(wrong, known);
    if alike.is_empty() {
        return String::new();
    }
    let names: Vec<String> = alike.iter().map(|name| format!("`{name}`")).collect();
    format!("; did you mean {}?", names.join(" or "))
}

/// Alike in spelling; a dotted name also by its end alone, which is what people remember: `connected_apps.revoke`.
fn likeness(wrong: &str, name: &str) -> f64 {
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
