import { z } from 'zod';

// The content security policy forbids code made from text, which zod's faster parsers are. It reads this when a schema
// is made, so this file is the first that main.tsx imports.
z.config({ jitless: true });
