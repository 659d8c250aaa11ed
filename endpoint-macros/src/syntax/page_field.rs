//! A field of a page: `results.next?.cursor as "/results/next/cursor"`, or with a type `members: Vec<Member>`.

use syn::{
    Ident, LitStr, Token, Type,
    ext::IdentExt as _,
    parse::{Parse, ParseStream},
};

/// A field of a page as written.
pub(crate) struct WrittenPageField {
    /// The names of the fields, each with `true` if it is an `Option` that is looked into.
    pub(crate) path: Vec<(Ident, bool)>,
    pub(crate) ty: Option<Type>,
    /// The JSON pointer of the member, if its names are others than those of the fields.
    pub(crate) pointer: Option<LitStr>,
}

impl Parse for WrittenPageField {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut path = Vec::new();
        loop {
            let name = Ident::parse_any(input)?;
            let is_optional = input.parse::<Option<Token![?]>>()?.is_some();
            path.push((name, is_optional));
            if input.parse::<Option<Token![.]>>()?.is_none() {
                break;
            }
        }
        let ty = match input.parse::<Option<Token![:]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        let pointer = match input.parse::<Option<Token![as]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        Ok(Self { path, ty, pointer })
    }
}

impl WrittenPageField {
    /// Returns the JSON pointer of the member (RFC 6901).
    pub(crate) fn pointer(&self) -> String {
        match &self.pointer {
            Some(pointer) => pointer.value(),
            None => self.path.iter().flat_map(|(name, _)| ["/".to_owned(), name.unraw().to_string()]).collect(),
        }
    }

    /// Returns the path as a user would write it.
    pub(crate) fn source(&self) -> String {
        let names =
            self.path.iter().map(|(name, is_optional)| format!("{name}{}", if *is_optional { "?" } else { "" }));
        names.collect::<Vec<_>>().join(".")
    }
}

impl quote::ToTokens for WrittenPageField {
    fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
        for (name, _) in &self.path {
            name.to_tokens(tokens);
        }
        self.ty.to_tokens(tokens);
        self.pointer.to_tokens(tokens);
    }
}
