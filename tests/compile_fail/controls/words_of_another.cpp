// control: fails "CASE_second: the diagnostics do not say: the first mistake"
// CASE_first: expect "the first mistake"
// CASE_second: expect "the first mistake"

#if defined(CASE_first)
static_assert(sizeof(int) == 1, "the first mistake");
#elif defined(CASE_second)
static_assert(sizeof(int) == 1, "the second mistake");
#else
int twin;
#endif
