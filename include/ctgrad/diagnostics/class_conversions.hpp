#pragma once

#include <type_traits>

#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/diagnostics/symbol_checks.hpp>

/// Conversions of formulas and symbols to classes of the standard library, which are recognized by their members. The
/// compiler alone would list every constructor. They are refused in the body of the conversion, so that asking whether
/// it exists, as std::is_convertible does, is no mistake.
namespace ctgrad::detail {

/// A string, or a view of one.
template <class C>
concept text_type = __is_class(C) && requires {
    typename C::traits_type;
    typename C::value_type;
};
/// A std::optional or std::complex of a number. (The type of the value comes first, because an assignment of symbols would ask
/// for this conversion again.)
template <class C>
concept class_of_number = __is_class(C) && requires {
    typename C::value_type;
}
&&plain_number<typename C::value_type> && !requires(C & object) { object.begin(); }
&&requires(C& object, typename C::value_type const& number) { object = number; };

template <class Symbolic, class Class>
constexpr void refuse_class() {
    if constexpr (text_type<Class>)
        static_assert(never_remembered<Class>,
                      "ctgrad: a formula is not a text: #include <ctgrad/print.hpp> and write infix(f), latex(f), or "
                      "std::cout << f; in a traced function there is nothing to print");
    else if constexpr (class_of_number<Class>)
        static_cast<void>(refuse_change_by_symbol<Class>());
}

}  // namespace ctgrad::detail
