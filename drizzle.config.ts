/** For `npm run db:generate`: writes the next migration into `drizzle/` when the schema has changed. */
import { defineConfig } from 'drizzle-kit';

export default defineConfig({ dialect: 'postgresql', schema: './src/store/schema.ts', out: './drizzle' });
