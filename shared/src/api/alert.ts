import * as z from 'zod';
import { identifier } from './common';

const exerciseResident = z
  .object({
    residentId: identifier.meta({ description: 'as the resident reads it under 我的' }),
    name: z.string().trim().min(1).max(20).meta({ description: 'how staff know them' }),
  })
  .meta({ id: 'ExerciseResident' });
export type ExerciseResident = z.infer<typeof exerciseResident>;
