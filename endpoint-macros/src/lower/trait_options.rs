//! The options of `#[endpoints(…)]`.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Ident, Path};

use super::{
    constants::Constants,
    default_runtime,
    defaults::{self, AttributeSet},
    endpoint_options, envelope, operation_id,
    options::{self, Options},
    path_prefix::PathPrefix,
    response_format::WrittenResponse,
    trait_formats::{self, TraitBody},
    unraw_name,
};
use crate::{case::Case, diagnostics::Diagnostics, model::OptIn};

/// The checked options of a trait.
pub(super) struct TraitOptions {
    pub(super) runtime: Path,
    pub(super) tag: Option<String>,
    pub(super) host: Option<String>,
    pub(super) derives: Vec<Path>,
    pub(super) server: Option<OptIn>,
    pub(super) schema: Option<OptIn>,
    pub(super) defaults: MethodDefaults,
}

/// The options of the trait that apply to each of its methods.
pub(super) struct MethodDefaults {
    /// The option `path`.
    pub(super) path_prefix: Option<PathPrefix>,
    /// The option `id`.
    pub(super) id_prefix: Option<String>,
    pub(super) rename_all: Case,
    /// The option `body`.
    pub(super) body: TraitBody,
    /// The option `response`.
    pub(super) response: Option<WrittenResponse>,
    /// The options `header`, `field` and `query`.
    pub(super) constants: Constants,
    /// The option `envelope`.
    pub(super) envelope: Option<Path>,
    /// False for `auth = none`.
    pub(super) authenticated: bool,
    /// The option `timeout`.
    pub(super) timeout_ms: Option<u64>,
}

impl TraitOptions {
    /// Reads the options of the trait `name`.
    pub(super) fn read(set: AttributeSet, arguments: TokenStream, name: &Ident, diagnostics: &mut Diagnostics) -> Self {
        let mut options = Options::parse(arguments, diagnostics);
        defaults::add(set, &mut options, name.span());
        let host_form = "`host = name`, with the name of one of the provider's hosts";
        let authenticated = endpoint_options::is_authenticated(&mut options);
        let read = Self {
            tag: options.string("tag", "`tag = \"Members\"`").map(|tag| tag.value()),
            host: options.ident("host", host_form).map(|host| unraw_name(&host)),
            runtime: options.runtime().unwrap_or_else(default_runtime),
            derives: derives(&mut options),
            server: options.opt_in("server"),
            schema: options.opt_in("schema"),
            defaults: MethodDefaults {
                path_prefix: PathPrefix::read(&mut options),
                id_prefix: operation_id::read_prefix(&mut options),
                body: TraitBody::read(&mut options),
                response: trait_formats::read_response(&mut options),
                rename_all: options.rename_all().unwrap_or(Case::Snake),
                constants: Constants::read(&mut options, authenticated),
                envelope: envelope::read(&mut options),
                authenticated,
                timeout_ms: endpoint_options::timeout(&mut options),
            },
        };
        options.report_unknown(Some(&options::ENDPOINT));
        read
    }
}

fn derives(options: &mut Options<'_>) -> Vec<Path> {
    let written = options.paths("derive", "`derive(PartialEq, Eq)`");
    let (emitted, derives): (Vec<_>, Vec<_>) =
        written.into_iter().partition(|derive| derive.is_ident("Clone") || derive.is_ident("Debug"));
    for derive in emitted {
        let problem = format!("every request already is `{}`", derive.to_token_stream());
        options.diagnostics().report(derive, problem, "remove it");
    }
    derives
}
