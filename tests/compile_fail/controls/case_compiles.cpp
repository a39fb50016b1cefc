// control: fails "CASE_fine: it compiles"

// CASE_fine: expect "anything"
#if defined(CASE_fine)
int number = 1;
#else
int number = 2;
#endif
