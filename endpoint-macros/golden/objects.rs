#[object]
struct Team {
    name: String,
}

#[object]
pub struct Nothing {}

/// A member of an organization.
#[object(sent, strict, rename_all = "camelCase", server, schema, crate = crate::wire)]
#[cfg(unix)]
#[derive(PartialOrd)]
pub struct Member<T, const N: usize>
where
    T: Ord,
{
    /// The member's id.
    pub member_id: String,
    /// The name.
    #[field("name", alias = "display_name", alias = "nick")]
    pub(crate) full_name: Option<String>,
    pub phone: Option<Option<String>>,
    /// The key of the member's authenticator.
    #[sensitive]
    pub totp_key: Option<TotpKey>,
    #[deprecated = "nobody reads it"]
    pub r#type: Option<u8>,
    pub items: Vec<T>,
    #[field(default = 7)]
    pub invited_days: u32,
    #[field(default)]
    pub weights: [u8; N],
    /// All members of the JSON object that have no field.
    #[rest]
    pub extra: JsonMap,
}

#[by_feature::object]
pub struct Role {
    pub id: String,
    pub description: Option<String>,
}

#[open_enum]
enum Kind {
    Person,
}

/// The state of a member.
#[open_enum(rename_all = "snake_case", schema)]
pub enum Status {
    /// Has accepted the invitation.
    Active,
    #[text("invite_pending")]
    #[deprecated]
    Pending,
    /// Is something else.
    Other(String),
}

#[by_feature::open_enum]
enum Size {
    Small,
    Large,
}
