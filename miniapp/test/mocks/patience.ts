import { configure } from '@testing-library/react';

// A hang still ends; a busy machine alone does not fail a test.
configure({ asyncUtilTimeout: 30_000 });
