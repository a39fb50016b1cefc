// control: passes
// The compiler gives the message of an instantiation once, but each case is compiled alone.
// CASE_first: expect "no number"
// CASE_first: lines 5
// CASE_second: expect "no number"
// CASE_second: lines 5

template <class T>
struct number {
    static_assert(sizeof(T) == 0, "no number");
};

#if defined(CASE_first)
number<int> n;
#elif defined(CASE_second)
number<int> n;
#else
int twin;
#endif
