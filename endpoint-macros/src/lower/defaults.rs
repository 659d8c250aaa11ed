//! Options that a trait takes from its provider: `defaults = macro` and `defaults(…)`, and those of the attributes in
//! `by_feature`.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{Path, spanned::Spanned as _};

use super::options::{Options, report_twice};
use crate::{
    diagnostics::Diagnostics,
    syntax::options::{OptionList, split_assigned},
};

/// The set of attributes that a declaration uses.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum AttributeSet {
    Plain,
    /// The server and the schemas stand under the declaring crate's features of these names.
    ByFeature,
}

impl AttributeSet {
    /// Adds the options that every use of the set has.
    pub(super) fn add_defaults(self, options: &mut Options<'_>) {
        if self == Self::ByFeature {
            options.add_defaults(OptionList::parse(quote!(server = "server", schema = "schema")).options);
        }
    }
}

/// Returns the call of the macro in `defaults = macro`, which hands the other options and the trait back, beside its own
/// `defaults(…)`.
pub(crate) fn macro_call(
    arguments: &TokenStream,
    item: &TokenStream,
    diagnostics: &mut Diagnostics,
) -> Option<TokenStream> {
    let (option, mut options) = split_assigned(arguments.clone(), "defaults")?;
    let path = option.value.assigned_by(Path::parse_mod_style)?;
    while let Some((again, rest)) = split_assigned(options.clone(), "defaults") {
        report_twice(&again.name, diagnostics);
        options = rest;
    }
    Some(quote_spanned!(path.span()=> #path! { (#options) #item }))
}

/// Adds the options in `defaults(…)`, then those of the set of attributes. `site` is the place of a token of the trait.
pub(super) fn add(set: AttributeSet, options: &mut Options<'_>, site: Span) {
    const FORM: &str = "`defaults = path::to::macro`; the macro adds `defaults(option, …)`";
    if let Some(tokens) = options.list("defaults", FORM) {
        let OptionList { options: mut defaults, mistakes } = OptionList::parse(written_at(site, tokens));
        options.diagnostics().report_syntax_errors(mistakes);
        for nested in defaults.extract_if(.., |option| option.name == "defaults") {
            let help = "write the options themselves";
            options.diagnostics().report(&nested.name, "`defaults(…)` holds the option `defaults`", help);
        }
        options.add_defaults(defaults);
    }
    set.add_defaults(options);
}

/// Returns tokens of a provider's macro as if they came from no macro. A mistake in them is then the same error for every
/// trait, and the compiler prints it once.
fn written_at(site: Span, tokens: TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            if let TokenTree::Group(group) = &token {
                token = Group::new(group.delimiter(), written_at(site, group.stream())).into();
            }
            token.set_span(token.span().resolved_at(site));
            token
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_macro_gets_the_other_options_and_the_trait() {
        let item: TokenStream = "/// Docs.\n#[cfg(unix)] pub trait A { }".parse().unwrap();
        for (options, call) in [
            ("defaults = crate::api", "crate::api!{()"),
            ("defaults = api,", "api!{()"),
            ("tag = \"A\", defaults = ::a::b, derive(Eq, Hash)", "::a::b!{(tag=\"A\",derive(Eq,Hash))"),
            ("defaults = crate::api, tag \"A\"", "crate::api!{(tag\"A\")"),
        ] {
            let mut diagnostics = Diagnostics::default();
            let written =
                macro_call(&options.parse().unwrap(), &item, &mut diagnostics).unwrap().to_string().replace(' ', "");
            assert_eq!(written, format!("{call}{}}}", item.to_string().replace(' ', "")), "{options}");
        }
        for options in
            ["", "tag = \"A\"", "defaults(server)", "defaults", "defaults = \"crate::api\"", "a(defaults = b)"]
        {
            let mut diagnostics = Diagnostics::default();
            assert!(macro_call(&options.parse().unwrap(), &item, &mut diagnostics).is_none(), "{options}");
        }
    }
}
