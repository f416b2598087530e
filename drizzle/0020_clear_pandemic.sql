ALTER TABLE "person" ADD COLUMN "inquiry" jsonb;--> statement-breakpoint
ALTER TABLE "dossier" ADD COLUMN "disclosure" jsonb;--> statement-breakpoint
ALTER TABLE "dossier" ADD COLUMN "planned" jsonb;--> statement-breakpoint
ALTER TABLE "dossier" ADD COLUMN "go_on" jsonb;