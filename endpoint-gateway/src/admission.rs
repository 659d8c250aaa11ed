//! Who may call, and who is told about it: the seams between the data plane and what stands around it.

use std::{any::Any, fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use endpoint_runtime::http::{HeaderMap, Method, Response, StatusCode, request::Parts};

use crate::{Declared, Problem};

/// Decides whether a request may be made. It is asked for every request, also for those that match nothing, so that a
/// stranger does not learn what is declared.
pub trait Admission: Send + Sync + 'static {
    /// Who makes the request.
    ///
    /// # Errors
    /// The answer to a request that is refused.
    fn admit(&self, head: &Parts, operation: Option<&Declared>) -> Result<Caller, Problem>;

    /// Whether this caller may make a request of this operation now. It is asked once the request has matched one; what the
    /// caller [holds](Caller::holding) then is kept until the answer has been passed on. Everybody may, by default.
    ///
    /// # Errors
    /// The answer to a request that is refused.
    fn enter(&self, caller: Caller, operation: &Declared) -> Result<Caller, Problem> {
        let _ = operation;
        Ok(caller)
    }

    /// Whether every caller needs a key of its own, without which no gateway is open to callers from elsewhere. Not by default.
    fn is_keyed(&self) -> bool {
        false
    }

    /// Whether a page may be read, which holds nothing but published documentation: nobody proves who they are for it. It may,
    /// by default.
    ///
    /// # Errors
    /// The answer to a request that is refused.
    fn admit_page(&self, head: &Parts) -> Result<(), Problem> {
        let _ = head;
        Ok(())
    }

    /// Whether the gateway may be asked if it is there. It may, by default, as a page may be read.
    ///
    /// # Errors
    /// The answer to a request that is refused.
    fn admit_probe(&self, head: &Parts) -> Result<(), Problem> {
        self.admit_page(head)
    }

    /// Whether this caller may do what only administrators do, such as setting a credential. Nobody may, by default.
    ///
    /// # Errors
    /// The answer to a request that is refused.
    fn administer(&self, caller: &Caller) -> Result<(), Problem> {
        let _ = caller;
        Err(Problem::new(StatusCode::FORBIDDEN, "admin_scope", "this gateway has no administrators"))
    }

    /// Whether this caller may ask for something of the gateway's own now, which `action` names. Everybody may, by default.
    ///
    /// # Errors
    /// The answer to a request that is refused.
    fn enter_own(&self, caller: Caller, action: &'static str) -> Result<Caller, Problem> {
        let _ = action;
        Ok(caller)
    }

    /// The answer to a question that a browser asks before a request, such as a CORS preflight. `None`, the default, is
    /// to go on with [`admit`](Self::admit).
    fn preflight(&self, head: &Parts) -> Option<Response<Bytes>> {
        let _ = head;
        None
    }

    /// What is added to every answer to this request, also to a refusal, as `Access-Control-Allow-Origin` is. Nothing by
    /// default.
    fn answer_headers(&self, head: &Parts) -> HeaderMap {
        let _ = head;
        HeaderMap::new()
    }
}

impl<T: Admission + ?Sized> Admission for Arc<T> {
    fn admit(&self, head: &Parts, operation: Option<&Declared>) -> Result<Caller, Problem> {
        (**self).admit(head, operation)
    }

    fn enter(&self, caller: Caller, operation: &Declared) -> Result<Caller, Problem> {
        (**self).enter(caller, operation)
    }

    fn is_keyed(&self) -> bool {
        (**self).is_keyed()
    }

    fn admit_page(&self, head: &Parts) -> Result<(), Problem> {
        (**self).admit_page(head)
    }

    fn admit_probe(&self, head: &Parts) -> Result<(), Problem> {
        (**self).admit_probe(head)
    }

    fn administer(&self, caller: &Caller) -> Result<(), Problem> {
        (**self).administer(caller)
    }

    fn enter_own(&self, caller: Caller, action: &'static str) -> Result<Caller, Problem> {
        (**self).enter_own(caller, action)
    }

    fn preflight(&self, head: &Parts) -> Option<Response<Bytes>> {
        (**self).preflight(head)
    }

    fn answer_headers(&self, head: &Parts) -> HeaderMap {
        (**self).answer_headers(head)
    }
}

/// Who makes a request.
#[derive(Clone)]
pub struct Caller {
    name: Arc<str>,
    held: Option<Arc<dyn Any + Send + Sync>>,
}

impl Caller {
    /// A caller of this name, which is no secret.
    pub fn new(name: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), held: None }
    }

    /// Keeps something, such as a permit, until the answer has been passed on whole.
    #[must_use]
    pub fn holding(mut self, held: impl Any + Send + Sync) -> Self {
        self.held = Some(Arc::new(held));
        self
    }

    /// What it holds, where that is of this type.
    #[must_use]
    pub fn held<T: 'static>(&self) -> Option<&T> {
        self.held.as_ref()?.downcast_ref()
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn shared_name(&self) -> &Arc<str> {
        &self.name
    }
}

/// Shows the name.
impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Caller").field(&self.name).finish()
    }
}

/// Is told of every request, allowed or refused, once the head of its answer is known.
pub trait Observe: Send + Sync + 'static {
    /// One request and its answer. It is called on the connection's task, so it must not block.
    fn answered(&self, exchange: &Exchange<'_>);
}

impl<O: Observe + ?Sized> Observe for Arc<O> {
    fn answered(&self, exchange: &Exchange<'_>) {
        (**self).answered(exchange);
    }
}

/// What is known of a request and its answer, without a value that either of them held.
#[derive(Debug)]
#[non_exhaustive]
pub struct Exchange<'a> {
    /// The request's method.
    pub method: &'a Method,
    /// Who made it, when that is known.
    pub caller: Option<&'a Caller>,
    /// The operation, when the path and the method are one's.
    pub operation: Option<&'a Declared>,
    /// What of the gateway's own was asked for, such as `gateway.credential`.
    pub action: Option<&'static str>,
    /// The provider that this action is about.
    pub about: Option<&'a str>,
    /// The status of the answer.
    pub status: StatusCode,
    /// The code of the [`Problem`], when the gateway answered and not the upstream.
    pub problem: Option<&'static str>,
    /// The time from the request's head to the answer's.
    pub duration: Duration,
}
