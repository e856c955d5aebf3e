//! What stands in a generated loop, as macros, so that an expansion is short to read.
//!
//! Names are unusual, as a constant of the user's would be found in a pattern whatever its hygiene.

/// Begins a call: the place of the attribute is a static, and so is a policy that is known before.
#[doc(hidden)]
#[macro_export]
macro_rules! __run {
    ([$($site:tt)*]) => {
        $crate::__run!([$($site)*] &$crate::Policy::DEFAULT)
    };
    ([$($site:tt)*] static $policy:expr) => {
        $crate::__run!([$($site)*] {
            static __RESILIENT_POLICY: $crate::Policy = $policy;
            &__RESILIENT_POLICY
        })
    };
    ([$id:expr $(, $kind:ident $name:literal)+ $(; $option:ident)?] $policy:expr) => {
        $crate::__private::Run::new(
            {
                static __RESILIENT_SITE: $crate::__private::Site = $crate::__private::Site::new(
                    $id, &[$($crate::__private::Target::$kind($name)),+]
                )$(.$option())?;
                &__RESILIENT_SITE
            },
            $policy,
        )
    };
    ([$name:literal; $($rest:tt)*] $($policy:tt)*) => {
        $crate::__run!([
            ::core::concat!(::core::module_path!(), "::", $name), body $name $($rest)*
        ] $($policy)*)
    };
}

/// Shows an editor what the options mean; the compiler sees none of it.
#[doc(hidden)]
#[macro_export]
macro_rules! __hints {
    ($($key:ident)*) => {
        #[allow(unexpected_cfgs)]
        const _: () = {
            #[cfg(rust_analyzer)]
            #[allow(unused_imports)]
            use $crate::__private::hints::{$($key as _),*};
        };
    };
}

/// Says what a body returns, and has it borrow what is lent to it exclusively.
#[doc(hidden)]
#[macro_export]
macro_rules! __returns {
    ($output:ty $(, $(#[$condition:meta])* &mut $lent:expr)*) => {
        if false {
            $($(#[$condition])* let _ = &mut $lent;)*
            return $crate::__private::never::<$output>();
        }
    };
}

/// Waits until the target may be asked; on to the next one if it may not.
#[doc(hidden)]
#[macro_export]
macro_rules! __admit {
    ($run:ident, $last:ident $(, $label:lifetime)? $(; $back:block)?) => {
        match $run.admit().await {
            $crate::__private::Entry::Go => {}
            $crate::__private::Entry::Shut(__stop) => {
                $last.shut(__stop);
                continue;
            }
            $crate::__private::Entry::End(__stop) => {
                $crate::__fail!($last.or_stop(__stop) $(, $label)? $(; $back)?)
            }
        }
    };
}

/// Makes an attempt: of the body, pinned where it stands so that it is stored once, or of a called link.
#[doc(hidden)]
#[macro_export]
macro_rules! __attempt {
    ($run:ident, [$($link:literal $(($error:ident = $last:ident))? => $call:expr),+], $body:expr) => {
        match $run.link() {
            $($link => {
                $(let $error = $last.error();)?
                $run.attempt($call).await
            })+
            _ => $run.attempt(::core::pin::pin!($body)).await,
        }
    };
    ($run:ident, $body:expr) => {
        $run.attempt(::core::pin::pin!($body)).await
    };
}

/// The same where nothing of ours can stop an attempt.
#[doc(hidden)]
#[macro_export]
macro_rules! __ask {
    ($run:ident, [$($link:literal $(($error:ident = $last:ident))? => $call:expr),+], $body:expr) => {
        match $run.link() {
            $($link => {
                $(let $error = $last.error();)?
                $call.await
            })+
            _ => $body.await,
        }
    };
}

/// Ends the call if a step says so; an error goes to the last resort, where there is one.
#[doc(hidden)]
#[macro_export]
macro_rules! __end {
    ($run:ident, $judge:ident($outcome:expr $(, $with:expr)*)) => {
        let __outcome = $outcome;
        if let ::core::option::Option::Some(__result) = $run.$judge(__outcome $(, $with)*).end() {
            return __result;
        }
        $run.pause().await;
    };
    ($step:expr $(; $back:block)?) => {
        if let ::core::option::Option::Some(__result) = $step.end() {
            $($back)?
            return __result;
        }
    };
    ($step:expr, $last:ident $(, $label:lifetime)? $(; $back:block)?) => {
        match $step {
            $crate::__private::Step::Return(__result) => {
                $($back)?
                return __result;
            }
            $crate::__private::Step::Again(__error) => $last.keep(__error),
            $crate::__private::Step::End(__error) => $crate::__fail!(__error $(, $label)? $(; $back)?),
            $crate::__private::Step::Stop(__error) => {
                $crate::__fail!($last.or(__error) $(, $label)? $(; $back)?)
            }
        }
    };
    (once $step:expr, $last:ident $(, $label:lifetime)? $(; $back:block)?) => {
        match $step {
            $crate::__private::Step::Return(__result) => {
                $($back)?
                return __result;
            }
            $crate::__private::Step::Again(__error) | $crate::__private::Step::End(__error) => {
                $crate::__fail!(__error $(, $label)? $(; $back)?)
            }
            $crate::__private::Step::Stop(__error) => {
                $crate::__fail!($last.or(__error) $(, $label)? $(; $back)?)
            }
        }
    };
}

/// Ends the chain with an error.
#[doc(hidden)]
#[macro_export]
macro_rules! __fail {
    ($error:expr $(; $back:block)?) => {{
        let __error = $error;
        $($back)?
        return ::core::result::Result::Err(__error);
    }};
    ($error:expr, $label:lifetime $(; $back:block)?) => {{
        let __error = $error;
        $($back)?
        break $label __error;
    }};
}

/// Asks the last resort.
#[doc(hidden)]
#[macro_export]
macro_rules! __resort {
    ($run:ident, $last_resort:expr $(; $error:ident = $failed:ident)?) => {{
        $(let $error = &$failed;)?
        $run.last_resort($last_resort)
    }};
}

/// Guards a target with a breaker by the name that the attribute gives, which is looked up once.
#[doc(hidden)]
#[macro_export]
macro_rules! __guard {
    ($run:ident, $new:ident $name:literal $({$settings:expr})?) => {
        $run.guard($crate::__declared!($new $name $({$settings})?).breaker())
    };
    ($run:ident, $new:ident $name:literal $({$settings:expr})? = $format:literal $(, $place:expr)*) => {
        $run.guard(
            $crate::__declared!($new $name $({$settings})?)
                .rendered(::core::format_args!($format $(, $place)*))
        )
    };
}

/// A breaker that is declared where it is used.
#[doc(hidden)]
#[macro_export]
macro_rules! __declared {
    ($new:ident $name:literal) => {
        $crate::__declared!($new $name {$crate::Settings::DEFAULT})
    };
    ($new:ident $name:literal {$settings:expr}) => {{
        static __RESILIENT_BREAKER: $crate::Declared = $crate::Declared::$new($name, $settings);
        &__RESILIENT_BREAKER
    }};
}
