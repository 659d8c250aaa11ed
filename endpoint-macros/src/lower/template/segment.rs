//! A segment of a path: a literal, `<name>`, `<name..>`, or names beside literals.

use super::{TemplateError, characters, placeholder};
use crate::{
    model::{Piece, Segment},
    percent,
};

/// Parses the text between two slashes.
pub(super) fn parse(segment: &str) -> Result<Segment, TemplateError> {
    placeholder::check_braces(segment, "segment")?;
    if !segment.contains(['<', '>']) {
        check_literal(segment)?;
        return Ok(Segment::Literal(segment.to_owned()));
    }
    let pieces = pieces(segment)?;
    check_pieces(segment, &pieces)?;
    Ok(match <[Piece; 1]>::try_from(pieces) {
        Ok([Piece::Argument(name)]) => Segment::Argument(name),
        Ok(piece) => Segment::Mixed(piece.into()),
        Err(pieces) => Segment::Mixed(pieces),
    })
}

fn check_literal(literal: &str) -> Result<(), TemplateError> {
    characters::check(literal, "!$&'()*+,;=:@", "segment")
}

/// Splits a segment at its `<name>`.
fn pieces(segment: &str) -> Result<Vec<Piece>, TemplateError> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((literal, behind)) = rest.split_once('<') {
        push_literal(literal, segment, &mut pieces)?;
        let (name, after) = behind.split_once('>').ok_or_else(|| {
            let help = format!("{}: `<` begins its name, and `>` ends it", placeholder::FORM);
            TemplateError::new(format!("the segment `{segment}` has a `<` that is not closed"), help)
        })?;
        if name.contains('<') {
            let problem = format!("the segment `{segment}` has a `<` inside of `<…>`");
            return Err(TemplateError::new(problem, placeholder::FORM));
        }
        pieces.push(match name.strip_suffix("..").filter(|name| placeholder::is_identifier(name)) {
            Some(name) => Piece::Several(name.to_owned()),
            None => Piece::Argument(placeholder::check_name(name)?),
        });
        rest = after;
    }
    push_literal(rest, segment, &mut pieces)?;
    Ok(pieces)
}

fn push_literal(literal: &str, segment: &str, pieces: &mut Vec<Piece>) -> Result<(), TemplateError> {
    if literal.contains('>') {
        let problem = format!("the segment `{segment}` has a `>` that was not opened");
        return Err(TemplateError::new(problem, placeholder::FORM));
    }
    if literal.is_empty() {
        return Ok(());
    }
    check_literal(literal)?;
    match String::from_utf8(percent::decode(literal)) {
        Ok(decoded) if decoded.contains(['/', '\\']) => {
            return Err(TemplateError::new(
                format!(
                    "`{literal}` is ambiguous beside an argument: some servers decode it before they split the path"
                ),
                "write `/` between two segments, or another literal",
            ));
        }
        Ok(_) => {}
        Err(_) => {
            return Err(TemplateError::new(
                format!("the literal `{literal}` is not UTF-8 when it is decoded"),
                "percent-encode the bytes of a UTF-8 text: `é` is `%C3%A9`",
            ));
        }
    }
    pieces.push(Piece::Literal(literal.to_owned()));
    Ok(())
}

/// Refuses names that a server could not take apart.
fn check_pieces(segment: &str, pieces: &[Piece]) -> Result<(), TemplateError> {
    let names: Vec<String> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Literal(_) => None,
            Piece::Argument(name) => Some(format!("<{name}>")),
            Piece::Several(name) => Some(format!("<{name}..>")),
        })
        .collect();
    if let (Some(several), Some(other)) =
        (names.iter().find(|name| name.ends_with("..>")), names.iter().find(|name| !name.ends_with("..>")))
    {
        return Err(TemplateError::new(
            format!("`{several}` and `{other}` are in one segment, `{segment}`"),
            format!("write a `/` between them; beside `{several}`, a segment has only literals"),
        ));
    }
    let adjacent = pieces.windows(2).find_map(|pair| match pair {
        [Piece::Literal(_), _] | [_, Piece::Literal(_)] => None,
        _ => names.windows(2).find(|names| segment.contains(&names.concat())),
    });
    if let Some([first, second]) = adjacent {
        return Err(TemplateError::new(
            format!(
                "nothing stands between `{first}` and `{second}`, so a server cannot tell where the first one ends"
            ),
            format!("write the literal between them, as in `{first}-{second}`, or make one argument of both"),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_beside_literals_and_other_names() {
        let literal = |text: &str| Piece::Literal(text.to_owned());
        let argument = |name: &str| Piece::Argument(name.to_owned());
        for (text, pieces) in [
            ("<id>.json", vec![argument("id"), literal(".json")]),
            ("<id>:undelete", vec![argument("id"), literal(":undelete")]),
            ("<base>...<head>", vec![argument("base"), literal("..."), argument("head")]),
            ("People('<id>')", vec![literal("People('"), argument("id"), literal("')")]),
            ("vms;max=<n>", vec![literal("vms;max="), argument("n")]),
            ("<path..>", vec![Piece::Several("path".to_owned())]),
            ("<path..>:cancel", vec![Piece::Several("path".to_owned()), literal(":cancel")]),
        ] {
            assert_eq!(parse(text), Ok(Segment::Mixed(pieces)), "{text}");
        }
        assert_eq!(parse("<id>"), Ok(Segment::Argument("id".to_owned())));
        assert_eq!(parse("id"), Ok(Segment::Literal("id".to_owned())));
    }

    #[test]
    fn what_a_server_cannot_take_apart_is_refused() {
        for (text, problem) in [
            ("<a><b>", "nothing stands between `<a>` and `<b>`"),
            ("x<a>y<b><c>", "nothing stands between `<b>` and `<c>`"),
            ("<a..><b..>", "nothing stands between `<a..>` and `<b..>`"),
            ("<a..>-<b>", "are in one segment"),
            ("<a>%2F<b>", "`%2F` is ambiguous"),
            ("<a>%5c", "`%5c` is ambiguous"),
            ("<a>%FF", "is not UTF-8"),
            ("<a>|", "RFC 3986"),
            ("<a", "not closed"),
            ("a>", "was not opened"),
            ("<a>>", "was not opened"),
            ("<a<b>>", "inside of `<…>`"),
            ("<a...>", "is not the name"),
            ("<..a>", "is not the name"),
            ("<..>", "is not the name"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.problem.contains(problem), "{text}: {error:?}");
        }
    }
}
