//! Types that the expansion treats specially, recognized by name.

use syn::Type;

use crate::{model::TypeKind, syntax::types};

/// Recognizes a type by its name, written short or by its full path.
pub(super) fn type_kind(ty: &Type) -> TypeKind {
    let names = types::path_names(ty);
    match names.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["String"] | ["string", "String"] | ["alloc" | "std", "string", "String"] => TypeKind::String,
        [.., "Value" | "Json"] => TypeKind::Json,
        [name] | ["core" | "std", "primitive", name] => match name {
            "f32" | "f64" | "bool" | "char" | "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16"
            | "i32" | "i64" | "i128" | "isize" => TypeKind::Scalar,
            _ => TypeKind::Other,
        },
        _ => TypeKind::Other,
    }
}
