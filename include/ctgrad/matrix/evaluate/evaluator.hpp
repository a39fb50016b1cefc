#pragma once

#include <ctgrad/diagnostics/matrix_messages.hpp>
#include <ctgrad/matrix/evaluate/evaluate.hpp>

namespace ctgrad {

namespace detail {

template <class X, class Argument>
inline constexpr bool is_destination_of = false;
template <class X, class Object>
inline constexpr bool is_destination_of<X, destination<X, Object>> = true;

/// The object that a derivative is written to: its destination, or `own`.
template <class X, class Own>
constexpr auto& destination_or(Own& own) {
    return own;
}
template <class X, class Own, class First, class... Rest>
constexpr auto& destination_or(Own& own, First const& first, Rest const&... rest) {
    if constexpr (is_destination_of<X, First>)
        return *first.object;
    else
        return destination_or<X>(own, rest...);
}

template <class Variables>
struct destinations;
template <class... X>
struct destinations<expressions<X...>> {
    /// The results, where destinations replace the evaluator's own derivatives.
    template <class... R, class... Arguments>
    static constexpr auto replace(std::tuple<R&...> results, Arguments const&... arguments) {
        return replace_last(results, std::make_index_sequence<sizeof...(R) - sizeof...(X)>{},
                            std::make_index_sequence<sizeof...(X)>{}, arguments...);
    }
    template <class Wanted, class... Arguments>
    static constexpr int times_given() {
        return (0 + ... + static_cast<int>(is_destination_of<Wanted, Arguments>));
    }
    template <class Argument>
    static constexpr bool known() {
        if constexpr (is_destination<Argument>)
            return (is_destination_of<X, Argument> || ...);
        else
            return true;
    }
    template <class... Arguments>
    static constexpr bool accepted() {
        constexpr int unknown = first_true({!known<Arguments>()..., false});
        constexpr int twice = first_true({(times_given<X, Arguments...>() > 1)..., false});
        if constexpr (unknown >= 0)
            return refuse_destination<
                std::tuple_element_t<static_cast<std::size_t>(unknown), std::tuple<Arguments...>>>();
        else if constexpr (twice >= 0)
            return refuse_second_destination<
                about<destination_of, std::tuple_element_t<static_cast<std::size_t>(twice), std::tuple<X...>>>>();
        else
            return true;
    }

private:
    template <class Results, std::size_t... First, std::size_t... I, class... Arguments>
    static constexpr auto replace_last(Results results, std::index_sequence<First...>, std::index_sequence<I...>,
                                       Arguments const&... arguments) {
        return std::tie(std::get<First>(results)...,
                        destination_or<X>(std::get<sizeof...(First) + I>(results), arguments...)...);
    }
};

}  // namespace detail

/// The destination of a derivative: an Eigen matrix, map or block of yours, or a number.
/// ```cpp
/// step(destination(W1, g1), destination(b1, g2), W1 = w1, b1 = c1, X = data, Y = labels);
/// ```
template <formula X, class Object>
constexpr auto destination(X, Object&& object) {
    if constexpr (std::is_const_v<std::remove_reference_t<Object>>) detail::refuse_constant_destination<Object>();
    return detail::destination<X, std::remove_cvref_t<Object>>{const_cast<std::remove_cvref_t<Object>*>(&object)};
}

/// Evaluates a quantity of matrices repeatedly in its own memory: after the first call with given sizes nothing is
/// allocated. The result of a call belongs to the evaluator and is valid until the next call. The scalar type is
/// `double`, or another as in `evaluator_of<float>(quantity)`.
///
/// Derivatives named by `destination` are written to your objects, which must not be arguments, and are not kept.
/// ```cpp
/// ctgrad::evaluator step(ctgrad::value_and_gradient(J, W1, b1));
/// for (...) {
///     auto const& r = step(W1 = w1, b1 = c1, X = data, Y = labels);
///     w1 -= 0.1 * r[W1];
/// }
/// ```
template <class Quantity, class T = double>
class evaluator {
    using source = typename Quantity::source;
    static_assert(source::has_matrices,
                  "ctgrad: an evaluator is for formulas of matrices: call a scalar quantity directly");
    using results = detail::matrix_results<source, Quantity::what, T, false>;

    typename results::type result{};
    detail::workspace<T> memory;

    using places = detail::destinations<typename detail::source_shapes<source>::variables>;

    /// The objects that results are written to: destinations, or those kept here.
    template <class... Arguments>
    auto all_results([[maybe_unused]] Arguments const&... arguments) {
        if constexpr ((detail::is_destination<Arguments> || ...))
            return places::replace(results::all(result), arguments...);
        else
            return results::all(result);
    }
    template <class... Arguments>
    static constexpr bool takes_destinations() {
        constexpr bool several = Quantity::what == detail::quantity::jacobian && source::output_count > 1;
        if constexpr ((detail::is_destination<Arguments> || ...) &&
                      (several || Quantity::what == detail::quantity::jvp))
            return detail::refuse_destination_of_several<Quantity>();
        else
            return true;
    }

public:
    constexpr evaluator() = default;
    constexpr explicit evaluator(Quantity) {}

    /// The size in bytes of the kept memory, without the results. It is that of the largest call so far.
    std::size_t workspace_bytes() const { return memory.bytes(); }

    /// The result type of a call.
    using result_type = typename results::type;

    template <class... Arguments>
    result_type const& operator()(Arguments const&... arguments) {
        if constexpr (detail::accepted_matrices<source, Quantity::what, Arguments...>()) {
            if constexpr (takes_destinations<Arguments...>() && places::template accepted<Arguments...>()) {
                auto const all = all_results(arguments...);
                detail::with_bindings(
                    [&](auto const&... bindings) {
                        using program =
                            typename detail::program_for<source, Quantity::what, detail::is_in_lanes<Quantity>>::type;
                        using evaluation = detail::matrix_evaluation<program, source, Quantity::what,
                                                                     std::remove_cvref_t<decltype(bindings)>...>;
                        evaluation::template run<T>(memory, all, bindings...);
                        return 0;
                    },
                    arguments...);
            }
        }
        return result;
    }
};

template <class Quantity>
evaluator(Quantity) -> evaluator<Quantity, double>;

/// An evaluator with another scalar type: `evaluator_of<float>(value_and_gradient(J, W))`.
template <class T, class Quantity>
auto evaluator_of(Quantity quantity) {
    return evaluator<Quantity, T>(quantity);
}

}  // namespace ctgrad
