//! Objects and open enums.

use proc_macro2::TokenStream;
use syn::{Attribute, Expr, Generics, Ident, Path, Token, Type, Visibility, token::Brace};

use super::{OptIn, Presence, TypeKind};

/// A struct with `#[object]`.
pub(crate) struct Object {
    /// The attributes that stay on the struct.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) cfgs: Vec<Attribute>,
    /// The lints that `new` and the setters share with the struct.
    pub(crate) lints: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) struct_token: Token![struct],
    pub(crate) brace_token: Brace,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    /// The documentation as a `const` expression.
    pub(crate) docs: TokenStream,
    pub(crate) runtime: Path,
    /// True if the options hold a mistake. Then all that an option could add is emitted, so that its uses are no further
    /// errors.
    pub(crate) has_wrong_options: bool,
    /// True when clients send it.
    pub(crate) sent: bool,
    pub(crate) strict: bool,
    pub(crate) server: Option<OptIn>,
    pub(crate) schema: Option<OptIn>,
    pub(crate) fields: Vec<ObjectField>,
    /// The field for unknown members.
    pub(crate) rest: Option<PlainField>,
}

impl Object {
    /// Returns whether the struct has a lifetime, which was reported.
    pub(crate) fn borrows(&self) -> bool {
        self.generics.lifetimes().next().is_some()
    }

    pub(crate) fn has_sensitive_field(&self) -> bool {
        self.fields.iter().any(|field| field.sensitive)
    }

    /// Returns whether the object has a public `Default`.
    pub(crate) fn has_default(&self) -> bool {
        !self.sent || self.has_wrong_options || !self.fields.iter().any(ObjectField::is_required)
    }
}

/// The parts of a field that the struct is emitted from.
pub(crate) struct PlainField {
    /// The attributes that stay on the field.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) ident: Ident,
    /// The type as written.
    pub(crate) ty: Type,
}

/// A field of an object.
pub(crate) struct ObjectField {
    pub(crate) plain: PlainField,
    /// The identifier without `r#`.
    pub(crate) name: String,
    /// The name of the JSON member.
    pub(crate) wire_name: String,
    pub(crate) aliases: Vec<String>,
    /// `Required`, `Optional` or `Nullable`.
    pub(crate) presence: Presence,
    /// The lints that the setter shares with the field.
    pub(crate) lints: Vec<Attribute>,
    /// The type inside of `Option`.
    pub(crate) inner: Type,
    /// The kind of `inner`.
    pub(crate) kind: TypeKind,
    pub(crate) default: Option<FieldDefault>,
    pub(crate) sensitive: bool,
    /// False when another function has the setter's name, which was reported.
    pub(crate) has_setter: bool,
    /// The documentation as a `const` expression.
    pub(crate) docs: TokenStream,
}

impl ObjectField {
    /// Returns the type whose functions read and write the field: that in an `Option`, or else the field's own.
    pub(crate) fn item_type(&self) -> &Type {
        match self.presence {
            Presence::Optional | Presence::Nullable => &self.inner,
            Presence::Required | Presence::Repeated | Presence::Map => &self.plain.ty,
        }
    }

    /// Returns whether the field has to be given to make the object.
    pub(crate) fn is_required(&self) -> bool {
        self.presence == Presence::Required && self.default.is_none()
    }
}

/// The value of a field whose member is missing.
pub(crate) enum FieldDefault {
    /// The default of its type.
    OfType,
    Value(Box<Expr>),
}

/// An item with `#[object]` or `#[open_enum]` that is not of the right form, which was reported.
pub(crate) struct InvalidItem {
    /// The item as it is emitted.
    pub(crate) item: TokenStream,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) runtime: Path,
    pub(crate) schema: Option<OptIn>,
    /// True for `#[open_enum]`.
    pub(crate) is_open_enum: bool,
}

/// An enum with `#[open_enum]`.
pub(crate) struct OpenEnum {
    /// The attributes that stay on the enum.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) enum_token: Token![enum],
    pub(crate) brace_token: Brace,
    pub(crate) ident: Ident,
    /// The documentation as a `const` expression.
    pub(crate) docs: TokenStream,
    pub(crate) runtime: Path,
    pub(crate) schema: Option<OptIn>,
    pub(crate) variants: Vec<OpenVariant>,
    /// The attributes of the variant for other texts.
    pub(crate) other_attributes: Vec<Attribute>,
}

/// A variant with a known text.
pub(crate) struct OpenVariant {
    /// The attributes that stay on the variant.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) ident: Ident,
    pub(crate) text: String,
    /// The documentation as a `const` expression.
    pub(crate) docs: TokenStream,
}
