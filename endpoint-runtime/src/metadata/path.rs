//! The parameters of an endpoint's path.

use super::Metadata;

/// A parameter of an endpoint's path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathParameter {
    /// The argument's name.
    pub name: &'static str,
    /// `true` if its value is one or more segments: `<path..>`.
    pub several_segments: bool,
    /// The literal of the same segment that ends the value, percent-encoded as in the template: `.json` behind `<id>.json`. It is empty
    /// if the value ends with its segment.
    pub end: &'static str,
}

impl Metadata {
    /// Returns the parameters of the path in its order. Each is between two of the [`literals`](Self::literals).
    pub fn path_parameters(&self) -> impl Iterator<Item = PathParameter> + Clone + use<> {
        let names = self.template.split('<').skip(1).filter_map(|rest| rest.split('>').next());
        names.zip(self.literals.iter().skip(1)).map(|(written, literal)| {
            let name = written.strip_suffix("..");
            PathParameter {
                name: name.unwrap_or(written),
                several_segments: name.is_some(),
                end: literal.split('/').next().unwrap_or_default(),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::__private::METADATA;

    #[test]
    fn a_value_ends_with_its_segment_or_at_a_literal() {
        let metadata =
            Metadata { template: "/<a>...<b>/c/<d..>:e/<f>", literals: &["/", "...", "/c/", ":e/", ""], ..METADATA };
        let parameters: Vec<_> = metadata
            .path_parameters()
            .map(|parameter| (parameter.name, parameter.several_segments, parameter.end))
            .collect();
        assert_eq!(parameters, [("a", false, "..."), ("b", false, ""), ("d", true, ":e"), ("f", false, "")]);
    }
}
