//! What stands in a generated loop, as macros, so that an expansion is short to read.
//!
//! Names are unusual, as a constant of the user's would be found in a pattern whatever its hygiene, and a method of a
//! trait of theirs for all types before ours.

/// Begins a call: what is known of it before is in one static, the site. One macro, and most of the tokens are its own:
/// each layer and each token of an attribute costs the compiler something in every annotated function.
#[doc(hidden)]
#[macro_export]
macro_rules! __run {
    (
        $begin:ident $(($policy:expr))?,
        [$name:literal $(, $kind:ident $target:literal)* $(; $option:ident $(($value:expr))?)*],
        $known:expr, $guard:expr
    ) => {
        $crate::__private::Run::$begin($($policy,)? {
            static __RESILIENT_SITE: $crate::__private::Site = $crate::__private::Site::new(
                ::core::concat!(::core::module_path!(), "::", $name),
                &[
                    $crate::__private::Target::Body($name)
                    $(, $crate::__private::Target::$kind($target))*
                ],
                $known,
                $guard,
            )
            $(.$option($($value)?))*;
            &__RESILIENT_SITE
        })
    };
}

/// Shows an editor what the options mean; the compiler sees none of it.
#[doc(hidden)]
#[macro_export]
macro_rules! __hints {
    ($($key:ident)*) => {
        #[allow(unexpected_cfgs)]
        {
            #[cfg(rust_analyzer)]
            #[allow(unused_imports)]
            use $crate::__private::hints::{$($key as _),*};
        }
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

/// What lends a vector, a text or a path once more: a call that clippy takes for one that a slice has as well.
#[doc(hidden)]
#[macro_export]
macro_rules! __lent {
    ($whole:ident) => {{
        use $crate::__private::Lend as _;
        $whole.as_ptr()
    }};
}

/// The same where links say what a body returns, and calls a link in its place. An attempt of its own would be awaited
/// by itself, and each `.await` costs the compiler as much as a small function.
#[doc(hidden)]
#[macro_export]
macro_rules! __links {
    (
        [$($output:tt)*] $at:ident, $($link:literal $(($error:ident = $last:ident))? => $call:expr),+
        $(; $(#[$condition:meta])* &mut $lent:expr)*
    ) => {
        $crate::__asked!($($output)*);
        $(if false {
            $(#[$condition])* let _ = &mut $lent;
        })*
        match $at.link() {
            $($link => {
                $(let $error = $crate::__private::last(&$last);)?
                return $call;
            })+
            _ => {}
        }
    };
}

/// Says what a body returns where a script asks, as what stands for a link may be none.
#[cfg(feature = "test-util")]
#[doc(hidden)]
#[macro_export]
macro_rules! __asked {
    ($output:ty) => {
        $crate::__returns!($output);
    };
}

/// Nobody asks.
#[cfg(not(feature = "test-util"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __asked {
    ($($output:tt)*) => {};
}

/// The body, and the links behind it, where only the body tells the type that the signature hides.
#[doc(hidden)]
#[macro_export]
macro_rules! __body_first {
    ($output:ty; $at:ident, $($link:literal $(($error:ident = $last:ident))? => $call:expr),+; $body:block) => {
        match $at.link() {
            __link if !::core::matches!(__link, $($link)|+) => $body,
            $($link => {
                $(let $error = $crate::__private::last(&$last);)?
                return $call;
            })+
            _ => return $crate::__private::never::<$output>(),
        }
    };
}

/// Makes an attempt, pinned where it stands. Held by the attempt, it would be a level deeper in the future's type,
/// and rustc counts those.
#[cfg(not(feature = "test-util"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __attempt {
    ($run:ident $(as $at:ident)?, asks $types:tt $($pinned:tt)+) => {{
        $(let $at = $run.__at();)?
        $run.__attempt($($pinned)+).await
    }};
    ($run:ident $(as $at:ident)?, $($pinned:tt)+) => {{
        $(let $at = $run.__at();)?
        $run.__attempt($($pinned)+).await
    }};
}

/// Makes an attempt, with what comes before it as a step of its own: a script is asked after it.
#[cfg(feature = "test-util")]
#[doc(hidden)]
#[macro_export]
macro_rules! __attempt {
    ($run:ident $(as $at:ident)?, $($pinned:tt)+) => {{
        $(let $at = $run.__at();)?
        if $run.__entry().await {
            $crate::__body!($run.__attempt_in, $($pinned)+)
        } else {
            ::core::option::Option::None
        }
    }};
}

/// The same where nothing of ours can stop an attempt.
#[cfg(not(feature = "test-util"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __ask {
    ($run:ident $(as $at:ident)?, asks $types:tt $($pinned:tt)+) => {{
        $(let $at = $run.__at();)?
        $run.__follow($($pinned)+).await
    }};
    ($run:ident $(as $at:ident)?, $($pinned:tt)+) => {{
        $(let $at = $run.__at();)?
        $run.__follow($($pinned)+).await
    }};
}

/// The same where nothing of ours can stop an attempt.
#[cfg(feature = "test-util")]
#[doc(hidden)]
#[macro_export]
macro_rules! __ask {
    ($run:ident $(as $at:ident)?, $($pinned:tt)+) => {{
        $(let $at = $run.__at();)?
        $crate::__body!($run.__follow, $($pinned)+)
    }};
}

/// An attempt of the body, or of what a test's script has in its place.
/// Before the body stands what the types are asked that its answer and its error name: all, only those of the error
/// where the answer may borrow, or none where the error may or an alias hides both.
#[cfg(feature = "test-util")]
#[doc(hidden)]
#[macro_export]
macro_rules! __body {
    ($run:ident.$attempt:ident, asks [] $pinned:expr) => {
        $crate::__body!(@ $run.$attempt, $pinned, [(), ()], |__probe| {
            $crate::__private::Makes::none((&__probe).__resilient_names())
        })
    };
    ($run:ident.$attempt:ident, asks [($($errors:ty),*)] $pinned:expr) => {
        $crate::__body!(@ $run.$attempt, $pinned, [(), $crate::__named!($($errors),*)], |__probe| {
            $crate::__private::Makes {
                error: (&__probe).__resilient_error(),
                status: (&__probe).__resilient_status(),
                ..$crate::__private::Makes::none((&__probe).__resilient_names())
            }
        })
    };
    ($run:ident.$attempt:ident, asks [($($answers:ty),*), ($($errors:ty),*)] $pinned:expr) => {
        $crate::__body!(
            @ $run.$attempt, $pinned,
            [$crate::__named!($($answers),*), $crate::__named!($($errors),*)],
            |__probe| {
                $crate::__private::Makes {
                    answer: (&__probe).__resilient_answer(),
                    error: (&__probe).__resilient_error(),
                    status: (&__probe).__resilient_status(),
                    names: (&__probe).__resilient_names(),
                }
            }
        )
    };
    ($run:ident.$attempt:ident, $pinned:expr) => {
        $crate::__body!($run.$attempt, asks [(), ()] $pinned)
    };
    (
        @ $run:ident.$attempt:ident, $pinned:expr,
        [$answers:ty, $errors:ty], |$probe:ident| $makes:expr
    ) => {{
        let __body = $pinned;
        let $probe = $crate::__private::probe::<$answers, $errors, _>(&__body);
        let __script = {
            use $crate::__private::{
                Answers as _, AnswersNot as _, Errs as _, ErrsNot as _, Names as _, NamesNot as _,
                TakesNoStatus as _, TakesStatus as _,
            };
            $run.__scripted(&$makes)
        };
        match __script {
            ::core::option::Option::None => $run.$attempt(__body).await,
            ::core::option::Option::Some(mut __instead) => {
                $run.$attempt(::core::pin::Pin::new(&mut __instead)).await
            }
        }
    }};
}

/// Types as one type, of which each is asked.
#[cfg(feature = "test-util")]
#[doc(hidden)]
#[macro_export]
macro_rules! __named {
    () => { () };
    ($first:ty $(, $rest:ty)*) => {
        $crate::__private::Named<fn($first), $crate::__named!($($rest),*)>
    };
}

/// Ends the call if the attempt says so; an error goes to the last resort, where there is one.
/// What stands behind `=>` makes the function's own type of a result, where its name tells nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! __end {
    ($ended:expr $(; $back:block)? $(=> $made:path)?) => {
        if let ::core::option::Option::Some(__result) = $ended {
            $($back)?
            return $($made)?(__result);
        }
    };
    ($judged:expr, $last:ident, $label:lifetime $(; $back:block)? $(=> $made:path)?) => {
        match $judged.keep(&mut $last) {
            $crate::__private::Turn::Return(__result) => {
                $($back)?
                return $($made)?(__result);
            }
            $crate::__private::Turn::Failed(__error) => {
                $($back)?
                break $label __error;
            }
            $crate::__private::Turn::Again => {}
        }
    };
    (once $judged:expr, $label:lifetime $(=> $made:path)?) => {
        match $judged.only() {
            ::core::result::Result::Ok(__result) => return $($made)?(__result),
            ::core::result::Result::Err(__error) => break $label __error,
        }
    };
}

/// Asks the last resort.
#[doc(hidden)]
#[macro_export]
macro_rules! __resort {
    ($run:ident, $last_resort:expr $(; $error:ident = $failed:ident)? $(=> $made:path)?) => {{
        $(let $error = &$failed;)?
        // It may be a `panic!`.
        #[allow(unreachable_code)]
        return $($made)?($run.__last_resort($last_resort));
    }};
}

/// Guards a target with the breaker of a family whose key is known now.
#[doc(hidden)]
#[macro_export]
macro_rules! __guard {
    ($run:ident, $new:ident $name:literal $({$settings:expr})? = $format:literal $(, $place:expr)*) => {
        $run.__guard({
            static __RESILIENT_BREAKER: $crate::Declared =
                $crate::Declared::$new($name $(, $settings)?);
            $crate::Declared::rendered(
                &__RESILIENT_BREAKER,
                ::core::format_args!($format $(, $place)*),
            )
        })
    };
}
